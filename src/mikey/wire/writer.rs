//! Making messages and the chains inside them.
//!
//! Each payload's first octet is the number of the next one, so a payload is finished by the one behind
//! it: the writer keeps the place of the last such octet.

use super::cs_map::{CryptoSession, MAP_EMPTY, MAP_GENERIC_ID, MAP_SRTP_ID, SessionData, SrtpId};
use super::header::{DataType, VERSION};
use super::kemac::mac_len;
use super::payload::number;
use super::policy::SecurityPolicy;
use super::ticket::PolicyHead;
use super::timestamp::Timestamp;
use crate::error::WireError;

/// What goes into HDR.
#[derive(Clone, Copy, Debug)]
pub struct HeaderSpec<'a> {
    /// What kind of message.
    pub data_type: DataType,
    /// The V flag.
    pub v: bool,
    /// PRF func, 7 bits.
    pub prf: u8,
    /// CSB ID.
    pub csb_id: u32,
    /// The CS ID map.
    pub cs_map: CsMapSpec<'a>,
}

/// A CS ID map to be written.
#[derive(Clone, Copy, Debug)]
pub enum CsMapSpec<'a> {
    /// SRTP-ID, for RFC 3830 messages.
    SrtpId(&'a [SrtpId]),
    /// Empty map with this #CS.
    Empty(u8),
    /// GENERIC-ID.
    GenericId(&'a [CryptoSession]),
}

/// Writes a message or a chain of payloads. Lengths that do not fit are remembered and told by
/// [`Self::finish`].
#[derive(Debug)]
pub struct MessageWriter {
    out: Vec<u8>,
    next_at: usize,
    too_long: bool,
}

impl MessageWriter {
    /// A message.
    pub fn new(header: &HeaderSpec<'_>) -> Self {
        let mut w = Self {
            out: Vec::with_capacity(512),
            next_at: 2,
            too_long: header.prf > 0x7f,
        };
        w.out
            .extend_from_slice(&[VERSION, header.data_type.0, number::LAST]);
        w.out.push(u8::from(header.v) << 7 | header.prf & 0x7f);
        w.out.extend_from_slice(&header.csb_id.to_be_bytes());
        w.cs_map(&header.cs_map);
        w
    }

    /// TP Data or Initiator Data: begins with the number of its first payload.
    pub fn chain() -> Self {
        Self {
            out: vec![number::LAST],
            next_at: 0,
            too_long: false,
        }
    }

    /// Ticket Data: begins with THDR (RFC 6043 A.3, PROFILE 10.5).
    pub fn ticket_data(thdr: &[u8]) -> Self {
        let mut w = Self::chain();
        w.field16(thdr);
        w
    }

    /// T.
    pub fn t(&mut self, t: Timestamp) -> &mut Self {
        self.begin(number::T);
        self.timestamp(t);
        self
    }

    /// TR.
    pub fn tr(&mut self, role: u8, t: Timestamp) -> &mut Self {
        self.begin(number::TR);
        self.out.push(role);
        self.timestamp(t);
        self
    }

    /// ID, of RFC 3830 messages.
    pub fn id(&mut self, id_type: u8, data: &[u8]) -> &mut Self {
        self.begin(number::ID);
        self.out.push(id_type);
        self.field16(data);
        self
    }

    /// IDR.
    pub fn idr(&mut self, role: u8, id_type: u8, data: &[u8]) -> &mut Self {
        self.begin(number::IDR);
        self.out.extend_from_slice(&[role, id_type]);
        self.field16(data);
        self
    }

    /// RAND.
    pub fn rand(&mut self, rand: &[u8]) -> &mut Self {
        self.begin(number::RAND);
        self.field8(rand);
        self
    }

    /// RANDR.
    pub fn randr(&mut self, role: u8, rand: &[u8]) -> &mut Self {
        self.begin(number::RANDR);
        self.out.push(role);
        self.field8(rand);
        self
    }

    /// KEMAC; its MAC, if it has one, is left zero.
    pub fn kemac(&mut self, encr_alg: u8, encr_data: &[u8], mac_alg: u8) -> &mut Self {
        self.begin(number::KEMAC);
        self.out.push(encr_alg);
        self.field16(encr_data);
        self.mac(mac_alg);
        self
    }

    /// SP.
    pub fn sp(&mut self, policy: &SecurityPolicy) -> &mut Self {
        self.begin(number::SP);
        self.out
            .extend_from_slice(&[policy.number, policy.prot_type]);
        let mut params = Vec::new();
        for (kind, value) in &policy.params {
            self.too_long |= value.len() > usize::from(u8::MAX);
            params.extend_from_slice(&[*kind, value.len() as u8]);
            params.extend_from_slice(value);
        }
        self.field16(&params);
        self
    }

    /// ERR.
    pub fn err(&mut self, error: u8) -> &mut Self {
        self.begin(number::ERR);
        self.out.extend_from_slice(&[error, 0, 0]);
        self
    }

    /// A General Extension.
    pub fn extension(&mut self, kind: u8, data: &[u8]) -> &mut Self {
        self.begin(number::EXTENSION);
        self.out.push(kind);
        self.field16(data);
        self
    }

    /// TP, with TP Data made by [`Self::chain`].
    pub fn tp(&mut self, head: &PolicyHead, tp_data: &[u8]) -> &mut Self {
        self.begin(number::TP);
        self.policy(head, tp_data);
        self
    }

    /// TICKET from its sealed octets (Ticket Type to the end of Ticket Data) and Initiator Data.
    pub fn ticket(&mut self, sealed: &[u8], initiator_data: &[u8]) -> &mut Self {
        self.begin(number::TICKET);
        self.out.extend_from_slice(sealed);
        self.field16(initiator_data);
        self
    }

    /// V, its MAC left zero: the last octets of what [`Self::finish`] gives.
    pub fn v(&mut self, auth_alg: u8) -> &mut Self {
        self.begin(number::V);
        self.mac(auth_alg);
        self
    }

    /// V with a known MAC (Vi of Initiator Data).
    pub fn v_with(&mut self, auth_alg: u8, mac: &[u8]) -> &mut Self {
        self.begin(number::V);
        self.out.push(auth_alg);
        self.out.extend_from_slice(mac);
        self
    }

    /// The octets.
    ///
    /// # Errors
    /// [`WireError::TooLong`] where a field did not fit its length.
    pub fn finish(self) -> Result<Vec<u8>, WireError> {
        if self.too_long {
            Err(WireError::TooLong)
        } else {
            Ok(self.out)
        }
    }

    fn begin(&mut self, kind: u8) {
        if let Some(next) = self.out.get_mut(self.next_at) {
            *next = kind;
        }
        self.next_at = self.out.len();
        self.out.push(number::LAST);
    }

    fn policy(&mut self, head: &PolicyHead, tp_data: &[u8]) {
        write_policy(&mut self.out, head, tp_data, &mut self.too_long);
    }

    fn timestamp(&mut self, t: Timestamp) {
        self.out.push(t.ts_type());
        match t {
            Timestamp::NtpUtc(v) | Timestamp::Ntp(v) => {
                self.out.extend_from_slice(&v.to_be_bytes())
            }
            Timestamp::Counter(v) | Timestamp::NtpUtc32(v) => {
                self.out.extend_from_slice(&v.to_be_bytes());
            }
        }
    }

    fn mac(&mut self, alg: u8) {
        self.out.push(alg);
        match mac_len(alg) {
            Ok(len) => self.out.resize(self.out.len() + len, 0),
            Err(_) => self.too_long = true,
        }
    }

    fn cs_map(&mut self, map: &CsMapSpec<'_>) {
        let (count, map_type) = match map {
            CsMapSpec::SrtpId(ids) => (ids.len(), MAP_SRTP_ID),
            CsMapSpec::Empty(count) => (usize::from(*count), MAP_EMPTY),
            CsMapSpec::GenericId(sessions) => (sessions.len(), MAP_GENERIC_ID),
        };
        self.too_long |= count > usize::from(u8::MAX);
        self.out.extend_from_slice(&[count as u8, map_type]);
        match map {
            CsMapSpec::Empty(_) => (),
            CsMapSpec::SrtpId(ids) => {
                for id in *ids {
                    self.out.push(id.policy);
                    self.out.extend_from_slice(&id.ssrc.to_be_bytes());
                    self.out.extend_from_slice(&id.roc.to_be_bytes());
                }
            }
            CsMapSpec::GenericId(sessions) => {
                for session in *sessions {
                    self.crypto_session(session);
                }
            }
        }
    }

    fn crypto_session(&mut self, session: &CryptoSession) {
        self.too_long |= session.policies.len() > 0x7f;
        let mut data = Vec::with_capacity(10);
        let s = match &session.session {
            SessionData::None => false,
            SessionData::Srtp { ssrc, roc_seq } => {
                data.extend_from_slice(&ssrc.to_be_bytes());
                if let Some((roc, seq)) = roc_seq {
                    data.extend_from_slice(&roc.to_be_bytes());
                    data.extend_from_slice(&seq.to_be_bytes());
                }
                roc_seq.is_some()
            }
            SessionData::Other(octets, s) => {
                data.extend_from_slice(octets);
                *s
            }
        };
        self.out
            .extend_from_slice(&[session.cs_id, session.prot_type]);
        self.out
            .push(u8::from(s) << 7 | session.policies.len() as u8 & 0x7f);
        self.out.extend_from_slice(&session.policies);
        self.field16(&data);
        self.field8(&session.spi);
    }

    fn field8(&mut self, field: &[u8]) {
        self.too_long |= field.len() > usize::from(u8::MAX);
        self.out.push(field.len() as u8);
        self.out.extend_from_slice(field);
    }

    fn field16(&mut self, field: &[u8]) {
        write_field16(&mut self.out, field, &mut self.too_long);
    }
}

/// Ticket Type to the end of TP Data: the beginning of a ticket that is being sealed.
///
/// # Errors
/// [`WireError::TooLong`].
pub fn policy_octets(head: &PolicyHead, tp_data: &[u8]) -> Result<Vec<u8>, WireError> {
    let mut out = Vec::with_capacity(9 + tp_data.len());
    let mut too_long = false;
    write_policy(&mut out, head, tp_data, &mut too_long);
    if too_long {
        Err(WireError::TooLong)
    } else {
        Ok(out)
    }
}

/// [`policy_octets`] with length and octets of the Ticket Data behind.
///
/// # Errors
/// [`WireError::TooLong`].
pub fn sealed_octets(policy: &[u8], ticket_data: &[u8]) -> Result<Vec<u8>, WireError> {
    let mut out = policy.to_vec();
    let mut too_long = false;
    write_field16(&mut out, ticket_data, &mut too_long);
    if too_long {
        Err(WireError::TooLong)
    } else {
        Ok(out)
    }
}

fn write_policy(out: &mut Vec<u8>, head: &PolicyHead, tp_data: &[u8], too_long: &mut bool) {
    *too_long |= head.prf > 0x7f;
    out.extend_from_slice(&head.ticket_type.to_be_bytes());
    out.extend_from_slice(&[head.subtype, head.version, head.prf << 1 | u8::from(head.d)]);
    out.extend_from_slice(&head.flags.to_be_bytes());
    write_field16(out, tp_data, too_long);
}

fn write_field16(out: &mut Vec<u8>, field: &[u8], too_long: &mut bool) {
    *too_long |= field.len() > usize::from(u16::MAX);
    out.extend_from_slice(&(field.len() as u16).to_be_bytes());
    out.extend_from_slice(field);
}

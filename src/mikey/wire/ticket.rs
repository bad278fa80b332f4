//! TP and TICKET (RFC 6043 6.10), THDR (RFC 6043 A.3).
//!
//! ```text
//!  ! Next Payload  !          Ticket Type          !    Subtype    !
//!  !    Version    !   PRF Func  !D!E!F!G!H!I!J!K!L!M!N!O!   Res   !
//!  !        TP Data length         !            TP Data            ~
//!  +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+  TICKET only:
//!  !      Ticket Data length       !          Ticket Data          ~
//!  !     Initiator Data length     !   Initiator Data (OPTIONAL)   ~
//! ```

use super::payload::Chain;
use super::reader::Reader;
use crate::error::WireError;

/// The fixed fields of a Ticket Policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PolicyHead {
    /// Ticket Type.
    pub ticket_type: u16,
    /// Subtype.
    pub subtype: u8,
    /// Version.
    pub version: u8,
    /// PRF Func, 7 bits.
    pub prf: u8,
    /// D: made by the KMS.
    pub d: bool,
    /// E F G H I J K L, M N O and the five reserved bits.
    pub flags: u16,
}

/// A Ticket Policy: TP whole, or the part of a TICKET in front of Ticket Data length.
#[derive(Clone, PartialEq, Eq)]
pub struct PolicyPayload<'a> {
    /// The fixed fields.
    pub head: PolicyHead,
    /// TP Data: IDRkms, IDRi, TRs, TRe, TRr, KEMAC, IDRapp, IDRr.
    pub data: Chain<'a>,
    /// From Ticket Type to the end of TP Data, as sent.
    pub octets: &'a [u8],
}

/// A TICKET.
#[derive(Clone, PartialEq, Eq)]
pub struct TicketPayload<'a> {
    /// The granted policy.
    pub policy: PolicyPayload<'a>,
    /// Ticket Data, for the party that resolves the ticket.
    pub ticket_data: &'a [u8],
    /// Initiator Data; empty: none.
    pub initiator_data: &'a [u8],
    /// From Ticket Type to the end of Ticket Data, as sent: what the ticket's MAC covers begins here.
    pub sealed: &'a [u8],
}

/// Fields, not octets: a template KEMAC is in clear.
impl std::fmt::Debug for PolicyPayload<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tp")
            .field("head", &self.head)
            .field("data", &self.data)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for TicketPayload<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ticket")
            .field("policy", &self.policy)
            .field("ticket_data_len", &self.ticket_data.len())
            .field("initiator_data_len", &self.initiator_data.len())
            .finish_non_exhaustive()
    }
}

impl<'a> PolicyPayload<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let mut ahead = *r;
        let ticket_type = ahead.u16()?;
        let subtype = ahead.u8()?;
        let version = ahead.u8()?;
        let prf_d = ahead.u8()?;
        let flags = ahead.u16()?;
        let data = Chain::parse_with_first(ahead.field16()?)?;
        let head = PolicyHead {
            ticket_type,
            subtype,
            version,
            prf: prf_d >> 1,
            d: prf_d & 1 != 0,
            flags,
        };
        let octets = r.take(r.left() - ahead.left())?;
        Ok(Self { head, data, octets })
    }
}

impl<'a> TicketPayload<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let mut ahead = *r;
        let policy = PolicyPayload::read(&mut ahead)?;
        let ticket_data = ahead.field16()?;
        let sealed = r.take(r.left() - ahead.left())?;
        Ok(Self {
            policy,
            ticket_data,
            initiator_data: r.field16()?,
            sealed,
        })
    }

    /// Octets that Initiator Data and its length take at the end of the payload.
    pub fn initiator_field_len(&self) -> usize {
        2 + self.initiator_data.len()
    }
}

/// Ticket Data of a base ticket: begins with THDR (PROFILE 10.5).
///
/// ```text
///  ! Next Payload  !        THDR Data length       !   THDR Data   ~
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketData<'a> {
    /// THDR Data.
    pub thdr: &'a [u8],
    /// T, RAND, KEMAC, IDRpsk, V.
    pub payloads: Chain<'a>,
}

impl<'a> TicketData<'a> {
    /// Reads Ticket Data.
    pub fn parse(octets: &'a [u8]) -> Result<Self, WireError> {
        let mut r = Reader::new(octets);
        let next = r.u8()?;
        let thdr = r.field16()?;
        Ok(Self {
            thdr,
            payloads: Chain::parse(next, r.take(r.left())?)?,
        })
    }
}

//! A whole message: HDR and its payloads, with the rules that hold for every message (PROFILE 10.15).

use std::ops::Range;

use super::cs_map::CryptoSession;
use super::header::{FIXED_LEN, Header};
use super::identity::Id;
use super::kemac::{Kemac, Verification};
use super::payload::{Chain, Payload, number};
use super::reader::Reader;
use super::ticket::{PolicyPayload, TicketPayload};
use super::timestamp::Timestamp;
use crate::error::WireError;

/// A parsed message; borrows the octets it was made of. Parsing verifies nothing.
#[derive(Clone, Copy)]
pub struct Message<'a> {
    raw: &'a [u8],
    header: Header<'a>,
    body_at: usize,
    body: Chain<'a>,
}

/// HDR and payloads, not the octets: a KEMAC may hold keys in clear.
impl std::fmt::Debug for Message<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Message")
            .field("header", &self.header)
            .field("payloads", &self.body)
            .finish_non_exhaustive()
    }
}

impl<'a> Message<'a> {
    /// Reads a message that takes all of `raw`.
    ///
    /// # Errors
    /// Anything that is not exactly a message: see [`WireError`]. Payloads may stand in any order with V
    /// last; one of a single-valued kind, or a second one in the same role, is refused.
    pub fn parse(raw: &'a [u8]) -> Result<Self, WireError> {
        let mut r = Reader::new(raw);
        let (header, first) = Header::read(&mut r)?;
        let body_at = raw.len() - r.left();
        let body = Chain::parse(first, r.take(r.left())?)?;
        let message = Self {
            raw,
            header,
            body_at,
            body,
        };
        message.check()?;
        Ok(message)
    }

    /// HDR.
    pub fn header(&self) -> &Header<'a> {
        &self.header
    }

    /// The octets it was made of.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The payloads in their order.
    pub fn payloads(&self) -> impl Iterator<Item = Payload<'a>> + use<'a> {
        self.body.payloads()
    }

    /// The crypto sessions of a GENERIC-ID map.
    pub fn crypto_sessions(&self) -> Vec<CryptoSession> {
        self.header.cs_map.crypto_sessions().collect()
    }

    /// T.
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.payloads()
            .find_map(|p| if let Payload::T(t) = p { Some(t) } else { None })
    }

    /// The IDR of a role.
    pub fn idr(&self, role: u8) -> Option<Id<'a>> {
        self.payloads().find_map(|p| match p {
            Payload::Idr(idr) if idr.role == role => Some(idr.id),
            _ => None,
        })
    }

    /// The RANDR of a role.
    pub fn randr(&self, role: u8) -> Option<&'a [u8]> {
        self.payloads().find_map(|p| match p {
            Payload::Randr(randr) if randr.role == role => Some(randr.rand),
            _ => None,
        })
    }

    /// RAND, of RFC 3830 messages.
    pub fn rand(&self) -> Option<&'a [u8]> {
        self.payloads().find_map(|p| {
            if let Payload::Rand(rand) = p {
                Some(rand.0)
            } else {
                None
            }
        })
    }

    /// KEMAC.
    pub fn kemac(&self) -> Option<Kemac<'a>> {
        self.payloads().find_map(|p| {
            if let Payload::Kemac(k) = p {
                Some(k)
            } else {
                None
            }
        })
    }

    /// V, the last payload.
    pub fn verification(&self) -> Option<Verification<'a>> {
        self.payloads()
            .find_map(|p| if let Payload::V(v) = p { Some(v) } else { None })
    }

    /// TP.
    pub fn policy(&self) -> Option<PolicyPayload<'a>> {
        self.payloads().find_map(|p| {
            if let Payload::Tp(tp) = p {
                Some(tp)
            } else {
                None
            }
        })
    }

    /// TICKET.
    pub fn ticket(&self) -> Option<TicketPayload<'a>> {
        self.payloads().find_map(|p| {
            if let Payload::Ticket(t) = p {
                Some(t)
            } else {
                None
            }
        })
    }

    /// The octets in front of V's MAC; all of them where there is no V. V is last, so nothing follows.
    pub fn covered(&self) -> &'a [u8] {
        let mac = self.verification().map_or(0, |v| v.mac.len());
        self.raw.get(..self.raw.len() - mac).unwrap_or_default()
    }

    /// Where Initiator Data and its length stand, which the MAC of TRANSFER_INIT leaves out
    /// (RFC 6043 5.5): octets of [`Self::raw`].
    pub fn initiator_field(&self) -> Option<Range<usize>> {
        self.body
            .placed()
            .find_map(|(range, payload)| match payload {
                Payload::Ticket(ticket) => {
                    let end = self.body_at + range.end;
                    Some(end - ticket.initiator_field_len()..end)
                }
                _ => None,
            })
    }

    /// PROFILE 10.15: T is there; V is last; single-valued kinds and roles come once.
    fn check(&self) -> Result<(), WireError> {
        let mut kinds = 0u32;
        let mut roles = [0u64; 8];
        let mut ended = false;
        for payload in self.payloads() {
            if ended {
                return Err(WireError::NotLast);
            }
            let kind = payload.number();
            let repeated = match payload {
                Payload::Idr(idr) => mark(&mut roles, 0, idr.role),
                Payload::Randr(randr) => mark(&mut roles, 4, randr.role),
                Payload::Sp(_)
                | Payload::Extension(_)
                | Payload::Err(_)
                | Payload::Cert(_)
                | Payload::Id(_)
                | Payload::Tr(_) => false,
                _ => {
                    let seen = kinds >> kind & 1 == 1;
                    kinds |= 1 << kind;
                    seen
                }
            };
            if repeated {
                return Err(WireError::Repeated(kind));
            }
            ended = kind == number::V;
        }
        if kinds >> number::T & 1 == 0 {
            return Err(WireError::NoTimestamp);
        }
        debug_assert!(self.body_at >= FIXED_LEN);
        Ok(())
    }
}

/// Sets the bit of a role; says whether it was set.
fn mark(roles: &mut [u64; 8], base: usize, role: u8) -> bool {
    let bit = 1u64 << (role % 64);
    match roles.get_mut(base + usize::from(role / 64)) {
        Some(word) => {
            let seen = *word & bit != 0;
            *word |= bit;
            seen
        }
        None => true,
    }
}

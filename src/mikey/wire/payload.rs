//! The chain of payloads: each begins with the number of the one behind it (RFC 3830 6, RFC 6043 6).
//!
//! ```text
//!  HDR.next --> payload 1 [next | ...] --> payload 2 [next | ...] --> ... --> 0
//! ```

use std::ops::Range;

use super::general::{ErrorPayload, Extension};
use super::identity::{Id, Idr};
use super::kemac::{Kemac, Verification};
use super::opaque::Opaque;
use super::policy::SecurityPolicyPayload;
use super::rand::{Rand, Randr};
use super::reader::Reader;
use super::ticket::{PolicyPayload, TicketPayload};
use super::timestamp::{Timestamp, Tr};
use crate::error::WireError;

/// Payload numbers (RFC 3830 table 6.1.b, RFC 6043 table 6.2).
pub mod number {
    /// No payload follows.
    pub const LAST: u8 = 0;
    /// Key data transport.
    pub const KEMAC: u8 = 1;
    /// Envelope data.
    pub const PKE: u8 = 2;
    /// Diffie-Hellman value.
    pub const DH: u8 = 3;
    /// Signature.
    pub const SIGN: u8 = 4;
    /// Timestamp.
    pub const T: u8 = 5;
    /// Identity.
    pub const ID: u8 = 6;
    /// Certificate.
    pub const CERT: u8 = 7;
    /// Certificate hash.
    pub const CHASH: u8 = 8;
    /// Verification message.
    pub const V: u8 = 9;
    /// Security policy.
    pub const SP: u8 = 10;
    /// Random octets.
    pub const RAND: u8 = 11;
    /// Error.
    pub const ERR: u8 = 12;
    /// Timestamp with role.
    pub const TR: u8 = 13;
    /// Identity with role.
    pub const IDR: u8 = 14;
    /// Random octets with role.
    pub const RANDR: u8 = 15;
    /// Ticket policy.
    pub const TP: u8 = 16;
    /// Ticket.
    pub const TICKET: u8 = 17;
    /// Key data, inside KEMAC only.
    pub const KEY_DATA: u8 = 20;
    /// General extension.
    pub const EXTENSION: u8 = 21;
}

/// One payload, borrowed from its message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // the types say it
pub enum Payload<'a> {
    Kemac(Kemac<'a>),
    Pke(Opaque<'a>),
    Dh(Opaque<'a>),
    T(Timestamp),
    Id(Id<'a>),
    Cert(Opaque<'a>),
    Chash(Opaque<'a>),
    V(Verification<'a>),
    Sp(SecurityPolicyPayload<'a>),
    Rand(Rand<'a>),
    Err(ErrorPayload),
    Tr(Tr),
    Idr(Idr<'a>),
    Randr(Randr<'a>),
    Tp(PolicyPayload<'a>),
    Ticket(TicketPayload<'a>),
    Extension(Extension<'a>),
}

impl<'a> Payload<'a> {
    /// Its number.
    pub fn number(&self) -> u8 {
        match self {
            Self::Kemac(_) => number::KEMAC,
            Self::Pke(_) => number::PKE,
            Self::Dh(_) => number::DH,
            Self::T(_) => number::T,
            Self::Id(_) => number::ID,
            Self::Cert(_) => number::CERT,
            Self::Chash(_) => number::CHASH,
            Self::V(_) => number::V,
            Self::Sp(_) => number::SP,
            Self::Rand(_) => number::RAND,
            Self::Err(_) => number::ERR,
            Self::Tr(_) => number::TR,
            Self::Idr(_) => number::IDR,
            Self::Randr(_) => number::RANDR,
            Self::Tp(_) => number::TP,
            Self::Ticket(_) => number::TICKET,
            Self::Extension(_) => number::EXTENSION,
        }
    }

    /// Reads what follows the Next payload octet of a payload.
    fn read(kind: u8, r: &mut Reader<'a>) -> Result<Self, WireError> {
        Ok(match kind {
            number::KEMAC => Self::Kemac(Kemac::read(r)?),
            number::PKE => Self::Pke(Opaque::read_pke(r)?),
            number::DH => Self::Dh(Opaque::read_dh(r)?),
            number::T => Self::T(Timestamp::read(r)?),
            number::ID => Self::Id(Id::read(r)?),
            number::CERT => Self::Cert(Opaque::read_cert(r)?),
            number::CHASH => Self::Chash(Opaque::read_chash(r)?),
            number::V => Self::V(Verification::read(r)?),
            number::SP => Self::Sp(SecurityPolicyPayload::read(r)?),
            number::RAND => Self::Rand(Rand::read(r)?),
            number::ERR => Self::Err(ErrorPayload::read(r)?),
            number::TR => Self::Tr(Tr::read(r)?),
            number::IDR => Self::Idr(Idr::read(r)?),
            number::RANDR => Self::Randr(Randr::read(r)?),
            number::TP => Self::Tp(PolicyPayload::read(r)?),
            number::TICKET => Self::Ticket(TicketPayload::read(r)?),
            number::EXTENSION => Self::Extension(Extension::read(r)?),
            number::KEY_DATA => return Err(WireError::OutOfPlace(kind)),
            other => return Err(WireError::UnknownPayload(other)),
        })
    }
}

/// A chain that was read to its end once: it can be walked again without errors.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Chain<'a> {
    first: u8,
    octets: &'a [u8],
}

/// The payloads, not the octets: a KEMAC may hold keys in clear.
impl std::fmt::Debug for Chain<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.payloads()).finish()
    }
}

impl<'a> Chain<'a> {
    /// Checks a chain: every payload is known and whole, the last one ends with the octets.
    pub fn parse(first: u8, octets: &'a [u8]) -> Result<Self, WireError> {
        let chain = Self { first, octets };
        let mut walk = chain.walk();
        while walk.step()?.is_some() {}
        walk.reader.finish()?;
        Ok(chain)
    }

    /// TP Data and Initiator Data: the first octet is the number of the first payload.
    pub fn parse_with_first(octets: &'a [u8]) -> Result<Self, WireError> {
        let (first, rest) = octets.split_first().ok_or(WireError::Truncated)?;
        Self::parse(*first, rest)
    }

    /// The payloads in their order.
    pub fn payloads(&self) -> impl Iterator<Item = Payload<'a>> + use<'a> {
        self.placed().map(|(_, payload)| payload)
    }

    /// The payloads with the octets each takes, counted from the chain's first octet.
    pub fn placed(&self) -> impl Iterator<Item = (Range<usize>, Payload<'a>)> + use<'a> {
        let mut walk = self.walk();
        std::iter::from_fn(move || walk.step().ok().flatten())
    }

    /// The number of the first payload.
    pub fn first(&self) -> u8 {
        self.first
    }

    fn walk(&self) -> Walk<'a> {
        Walk {
            next: self.first,
            reader: Reader::new(self.octets),
            len: self.octets.len(),
        }
    }
}

struct Walk<'a> {
    next: u8,
    reader: Reader<'a>,
    len: usize,
}

impl<'a> Walk<'a> {
    /// One payload on; each takes its Next payload octet at least, so this ends.
    fn step(&mut self) -> Result<Option<(Range<usize>, Payload<'a>)>, WireError> {
        if self.next == number::LAST {
            return Ok(None);
        }
        let start = self.len - self.reader.left();
        let next = self.reader.u8()?;
        let payload = Payload::read(self.next, &mut self.reader)?;
        self.next = next;
        Ok(Some((start..self.len - self.reader.left(), payload)))
    }
}

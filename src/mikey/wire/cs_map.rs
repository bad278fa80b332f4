//! The CS ID map: which crypto sessions there are (RFC 3830 6.1.1, RFC 4563 3, RFC 6043 6.1.1).
//!
//! One block of GENERIC-ID:
//! ```text
//!  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!  !     CS ID     !   Prot type   !S!     #P      ! Ps (OPTIONAL) ~
//!  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!  !      Session Data Length      !    Session Data (OPTIONAL)    ~
//!  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//!  !  SPI Length   !                SPI (OPTIONAL)                 ~
//!  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//! ```

use super::reader::Reader;
use crate::error::WireError;

/// Prot type: SRTP (RFC 3830 6.10).
pub const PROT_SRTP: u8 = 0;
/// Prot type, private: floor control, CS 253 (PROFILE 5).
pub const PROT_FLOOR_CONTROL: u8 = 241;
/// Prot type, private: event package, CS 254 (PROFILE 5).
pub const PROT_EVENT_PACKAGE: u8 = 242;

/// CS ID map type SRTP-ID.
pub const MAP_SRTP_ID: u8 = 0;
/// CS ID map type Empty map.
pub const MAP_EMPTY: u8 = 1;
/// CS ID map type GENERIC-ID.
pub const MAP_GENERIC_ID: u8 = 2;

/// A parsed map, its octets checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsMap<'a> {
    /// SRTP-ID: blocks of 9 octets (RFC 3830 6.1.1).
    SrtpId(&'a [u8]),
    /// Empty map: #CS sessions that are described elsewhere (RFC 4563 3).
    Empty(u8),
    /// GENERIC-ID: #CS and the blocks.
    GenericId(u8, &'a [u8]),
}

/// One block of an SRTP-ID map; CS IDs count from 1 in the order of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SrtpId {
    /// Policy_no of an SP payload.
    pub policy: u8,
    /// SSRC; 0: decided by the responder or later.
    pub ssrc: u32,
    /// Current rollover counter.
    pub roc: u32,
}

/// One crypto session of a GENERIC-ID map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CryptoSession {
    /// CS ID.
    pub cs_id: u8,
    /// Prot type; [`PROT_SRTP`] and the private ones of this profile.
    pub prot_type: u8,
    /// Policy numbers, at most 127.
    pub policies: Vec<u8>,
    /// Session Data with the S flag.
    pub session: SessionData,
    /// SPI (MKI) of the key, at most 255 octets; empty: left out.
    pub spi: Vec<u8>,
}

/// Session Data of a crypto session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionData {
    /// Left out.
    None,
    /// Of SRTP.
    Srtp {
        /// The SSRC that must be used.
        ssrc: u32,
        /// ROC and SEQ (S=1).
        roc_seq: Option<(u32, u16)>,
    },
    /// Of another protocol: its octets and the S flag.
    Other(Vec<u8>, bool),
}

impl<'a> CsMap<'a> {
    /// #CS.
    pub fn count(&self) -> u8 {
        match self {
            Self::SrtpId(blocks) => (blocks.len() / SRTP_ID_LEN) as u8,
            Self::Empty(count) | Self::GenericId(count, _) => *count,
        }
    }

    /// CS ID map type.
    pub fn map_type(&self) -> u8 {
        match self {
            Self::SrtpId(_) => MAP_SRTP_ID,
            Self::Empty(_) => MAP_EMPTY,
            Self::GenericId(..) => MAP_GENERIC_ID,
        }
    }

    /// The blocks of an SRTP-ID map, none of another.
    pub fn srtp_ids(&self) -> impl Iterator<Item = SrtpId> + use<'a> {
        let blocks: &'a [u8] = if let Self::SrtpId(blocks) = *self {
            blocks
        } else {
            &[]
        };
        let mut r = Reader::new(blocks);
        std::iter::from_fn(move || {
            Some(SrtpId {
                policy: r.u8().ok()?,
                ssrc: r.u32().ok()?,
                roc: r.u32().ok()?,
            })
        })
    }

    /// The crypto sessions of a GENERIC-ID map, none of another.
    pub fn crypto_sessions(&self) -> impl Iterator<Item = CryptoSession> + use<'a> {
        let blocks: &'a [u8] = if let Self::GenericId(_, blocks) = *self {
            blocks
        } else {
            &[]
        };
        let mut r = Reader::new(blocks);
        // The blocks were read once by `read`, so this ends only with them.
        std::iter::from_fn(move || Block::read(&mut r).ok().map(|block| block.to_owned()))
    }

    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let count = r.u8()?;
        match r.u8()? {
            MAP_SRTP_ID => Ok(Self::SrtpId(r.take(usize::from(count) * SRTP_ID_LEN)?)),
            MAP_EMPTY => Ok(Self::Empty(count)),
            MAP_GENERIC_ID => {
                let begin = *r;
                let mut seen = [0u64; 4];
                for _ in 0..count {
                    let id = Block::read(r)?.cs_id;
                    let bit = 1u64 << (id % 64);
                    match seen.get_mut(usize::from(id / 64)) {
                        Some(word) if *word & bit == 0 => *word |= bit,
                        _ => return Err(WireError::DuplicateCsId(id)),
                    }
                }
                let blocks = { begin }.take(begin.left() - r.left())?;
                Ok(Self::GenericId(count, blocks))
            }
            other => Err(WireError::UnknownMapType(other)),
        }
    }
}

const SRTP_ID_LEN: usize = 9;

/// One GENERIC-ID block, borrowed.
struct Block<'a> {
    cs_id: u8,
    prot_type: u8,
    s: bool,
    policies: &'a [u8],
    session_data: &'a [u8],
    spi: &'a [u8],
}

impl<'a> Block<'a> {
    fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let cs_id = r.u8()?;
        let prot_type = r.u8()?;
        let s_count = r.u8()?;
        let policies = r.take(usize::from(s_count & 0x7f))?;
        let session_data = r.field16()?;
        let spi = r.field8()?;
        let s = s_count & 0x80 != 0;
        let expected = if s { 10 } else { 4 };
        if prot_type == PROT_SRTP && !session_data.is_empty() && session_data.len() != expected {
            return Err(WireError::SessionData(session_data.len()));
        }
        Ok(Self {
            cs_id,
            prot_type,
            s,
            policies,
            session_data,
            spi,
        })
    }

    fn to_owned(&self) -> CryptoSession {
        let mut r = Reader::new(self.session_data);
        let session = match (self.prot_type, r.u32()) {
            _ if self.session_data.is_empty() && !self.s => SessionData::None,
            (PROT_SRTP, Ok(ssrc)) => {
                let roc_seq = r.u32().and_then(|roc| Ok((roc, r.u16()?))).ok();
                SessionData::Srtp { ssrc, roc_seq }
            }
            _ => SessionData::Other(self.session_data.to_vec(), self.s),
        };
        CryptoSession {
            cs_id: self.cs_id,
            prot_type: self.prot_type,
            policies: self.policies.to_vec(),
            session,
            spi: self.spi.to_vec(),
        }
    }
}

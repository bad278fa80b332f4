//! ERR (RFC 3830 6.12, RFC 6043 6.9) and General Extensions (RFC 3830 6.15).
//!
//! ```text
//!  ERR:                ! Next Payload  ! Error no      !           Reserved            !
//!  General Extension:  ! Next payload  !      Type     !            Length             ! Data ~
//! ```

use super::reader::Reader;
use crate::error::WireError;

/// General Extension: vendor ID.
pub const EXTENSION_VENDOR_ID: u8 = 0;
/// General Extension: SDP IDs (RFC 4567).
pub const EXTENSION_SDP_IDS: u8 = 1;
/// General Extension, private: properties of the conference (PROFILE 5).
pub const EXTENSION_CONFERENCE: u8 = 241;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorPayload {
    /// Error no.
    pub number: u8,
    /// Reserved, as received.
    pub reserved: u16,
}

impl ErrorPayload {
    pub(super) fn read(r: &mut Reader<'_>) -> Result<Self, WireError> {
        Ok(Self {
            number: r.u8()?,
            reserved: r.u16()?,
        })
    }

    /// The meaning of the number, where it has one.
    pub fn name(&self) -> Option<&'static str> {
        Some(match self.number {
            0 => "Auth failure",
            1 => "Invalid TS",
            2 => "Invalid PRF",
            3 => "Invalid MAC",
            4 => "Invalid EA",
            5 => "Invalid HA",
            6 => "Invalid DH",
            7 => "Invalid ID",
            8 => "Invalid Cert",
            9 => "Invalid SP",
            10 => "Invalid SPpar",
            11 => "Invalid DT",
            12 => "Unspecified error",
            13 => "Unsupported message type",
            14 => "Invalid TICKET",
            15 => "Invalid TPpar",
            _ => return None,
        })
    }
}

/// A General Extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension<'a> {
    /// Type.
    pub kind: u8,
    /// Data.
    pub data: &'a [u8],
}

impl<'a> Extension<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        Ok(Self {
            kind: r.u8()?,
            data: r.field16()?,
        })
    }
}

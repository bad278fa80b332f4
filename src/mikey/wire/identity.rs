//! ID (RFC 3830 6.7, RFC 6043 6.5) and IDR (RFC 6043 6.6).
//!
//! ```text
//!  ID:   ! Next Payload !   ID Type    !            ID len           ! ID Data ~
//!  IDR:  ! Next Payload !   ID Role    !   ID Type    !    ID len    ! ID Data ~
//! ```

use super::reader::Reader;
use crate::error::WireError;

/// ID Type: Network Access Identifier.
pub const TYPE_NAI: u8 = 0;
/// ID Type: URI.
pub const TYPE_URI: u8 = 1;
/// ID Type: byte string, for naming keys (RFC 6043 6.5).
pub const TYPE_BYTES: u8 = 2;

/// ID Role: initiator.
pub const ROLE_INITIATOR: u8 = 1;
/// ID Role: responder.
pub const ROLE_RESPONDER: u8 = 2;
/// ID Role: KMS.
pub const ROLE_KMS: u8 = 3;
/// ID Role: pre-shared key.
pub const ROLE_PSK: u8 = 4;
/// ID Role: application.
pub const ROLE_APPLICATION: u8 = 5;

/// An identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id<'a> {
    /// ID Type.
    pub id_type: u8,
    /// ID Data.
    pub data: &'a [u8],
}

impl<'a> Id<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        Ok(Self {
            id_type: r.u8()?,
            data: r.field16()?,
        })
    }
}

/// An identity with its role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Idr<'a> {
    /// ID Role.
    pub role: u8,
    /// The identity.
    pub id: Id<'a>,
}

impl<'a> Idr<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let role = super::role(r)?;
        Ok(Self {
            role,
            id: Id::read(r)?,
        })
    }
}

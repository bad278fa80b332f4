//! RAND (RFC 3830 6.11) and RANDR (RFC 6043 6.8).
//!
//! ```text
//!  RAND:   ! Next Payload !   RAND len   !     RAND      ~
//!  RANDR:  ! Next Payload !   RAND Role  !  RAND length  !     RAND      ~
//! ```

use super::reader::Reader;
use crate::error::WireError;

/// RAND Role: initiator.
pub const ROLE_INITIATOR: u8 = 1;
/// RAND Role: responder.
pub const ROLE_RESPONDER: u8 = 2;
/// RAND Role: KMS.
pub const ROLE_KMS: u8 = 3;

/// Random octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rand<'a>(pub &'a [u8]);

impl<'a> Rand<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        r.field8().map(Self)
    }
}

/// Random octets with their origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Randr<'a> {
    /// RAND Role.
    pub role: u8,
    /// The octets.
    pub rand: &'a [u8],
}

impl<'a> Randr<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let role = super::role(r)?;
        Ok(Self {
            role,
            rand: r.field8()?,
        })
    }
}

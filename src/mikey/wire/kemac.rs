//! KEMAC (RFC 3830 6.2, RFC 6043 6.2) and V (RFC 3830 6.9).
//!
//! ```text
//!  KEMAC:  ! Next payload !  Encr alg    !       Encr data len         !
//!          !                        Encr data                          ~
//!          !  Mac alg     !        MAC                                 ~
//!  V:      ! Next payload !  Auth alg    !     Ver data                ~
//! ```

use super::reader::Reader;
use crate::error::WireError;

/// Encryption algorithm NULL.
pub const ENCR_NULL: u8 = 0;
/// MAC algorithm NULL.
pub const MAC_NULL: u8 = 0;

/// Encrypted key data and, where V does not carry it, a MAC.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Kemac<'a> {
    /// Encr alg: 0 NULL, 1 AES-CM-128, 2 AES-KW-128, 3 AES-CM-256.
    pub encr_alg: u8,
    /// Encr data: key data in clear with NULL.
    pub encr_data: &'a [u8],
    /// MAC alg.
    pub mac_alg: u8,
    /// The MAC, 0, 20 or 32 octets.
    pub mac: &'a [u8],
}

impl<'a> Kemac<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let encr_alg = match r.u8()? {
            known @ 0..=3 => known,
            other => return Err(WireError::UnknownEncryption(other)),
        };
        let encr_data = r.field16()?;
        let mac_alg = r.u8()?;
        Ok(Self {
            encr_alg,
            encr_data,
            mac_alg,
            mac: r.take(mac_len(mac_alg)?)?,
        })
    }
}

/// The key data may be in clear: only lengths are shown.
impl std::fmt::Debug for Kemac<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kemac")
            .field("encr_alg", &self.encr_alg)
            .field("encr_data_len", &self.encr_data.len())
            .field("mac_alg", &self.mac_alg)
            .finish_non_exhaustive()
    }
}

/// A MAC over the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verification<'a> {
    /// Auth alg: 0 NULL, 1 HMAC-SHA-1-160, 2 HMAC-SHA-256-256.
    pub auth_alg: u8,
    /// The MAC, 0, 20 or 32 octets.
    pub mac: &'a [u8],
}

impl<'a> Verification<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let auth_alg = r.u8()?;
        Ok(Self {
            auth_alg,
            mac: r.take(mac_len(auth_alg)?)?,
        })
    }
}

/// Octets of a MAC (RFC 3830 table 6.2.b, RFC 6043 table 6.6).
pub fn mac_len(alg: u8) -> Result<usize, WireError> {
    match alg {
        0 => Ok(0),
        1 => Ok(20),
        2 => Ok(32),
        other => Err(WireError::UnknownMac(other)),
    }
}

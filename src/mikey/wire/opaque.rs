//! Payloads of the public-key methods, kept as octets: PKE (RFC 3830 6.3), DH (6.4), CERT and CHASH
//! (6.7, 6.8; RFC 6043 6.7). Read for their length, so that what stands behind them can be found.
//!
//! ```text
//!  PKE:   ! Next payload ! C !          Data len (14)        ! Data ~
//!  DH:    ! Next payload !  DH-Group    !  DH-value  ~  ! Reserv! KV ! KV data ~
//!  CERT:  ! Next payload !  Cert type   !    Cert len   ! Certificate ~
//!  CHASH: ! Next payload !  Hash func   !    Hash  ~
//! ```

use super::key_data::Kv;
use super::reader::Reader;
use crate::error::WireError;

/// The octets of a payload behind Next payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opaque<'a>(pub &'a [u8]);

impl<'a> Opaque<'a> {
    pub(super) fn read_pke(r: &mut Reader<'a>) -> Result<Self, WireError> {
        Self::measured(r, |r| {
            let len = r.u16()? & 0x3fff;
            r.take(usize::from(len))
        })
    }

    pub(super) fn read_dh(r: &mut Reader<'a>) -> Result<Self, WireError> {
        Self::measured(r, |r| {
            // RFC 3830 6.4: OAKLEY groups 5, 1, 2.
            let value = match r.u8()? {
                0 => 192,
                1 => 96,
                2 => 128,
                other => return Err(WireError::UnknownGroup(other)),
            };
            r.take(value)?;
            let kv = r.u8()? & 0x0f;
            Kv::read(kv, r)
        })
    }

    pub(super) fn read_cert(r: &mut Reader<'a>) -> Result<Self, WireError> {
        Self::measured(r, |r| r.u8().and_then(|_| r.field16()))
    }

    pub(super) fn read_chash(r: &mut Reader<'a>) -> Result<Self, WireError> {
        Self::measured(r, |r| {
            let len = match r.u8()? {
                0 => 20,
                1 => 16,
                2 => 32,
                other => return Err(WireError::UnknownHash(other)),
            };
            r.take(len)
        })
    }

    fn measured<T>(
        r: &mut Reader<'a>,
        read: impl FnOnce(&mut Reader<'a>) -> Result<T, WireError>,
    ) -> Result<Self, WireError> {
        let mut ahead = *r;
        read(&mut ahead)?;
        let octets = r.take(r.left() - ahead.left())?;
        Ok(Self(octets))
    }
}

//! Properties of a conference in a General Extension of type 241 (PROFILE 5).
//!
//! ```text
//!  Data = { ! type ! length ! value ~ }     1 version  2 conference URI  3 epoch
//!                                           4 MKI length  5 activation time  6 grace
//! ```

use super::reader::Reader;
use crate::error::WireError;
use crate::time::NtpTime;

/// The version of the profile that the properties follow.
pub const PROFILE_VERSION: u8 = 1;

/// When an epoch's keys become the ones to send with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// At this time.
    At(NtpTime),
    /// Not before an update says so (call-out, PROFILE 7).
    Pending,
}

/// What a conference tells its members. Left out: unchanged, or the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConferenceProperties {
    /// The conference URI.
    pub uri: Option<String>,
    /// Number of the epoch, from 1.
    pub epoch: Option<u32>,
    /// Octets of the MKI in SRTP and SRTCP packets, 0 or 4 (default 4).
    pub mki_len: Option<u8>,
    /// When the epoch's keys are to be used.
    pub activation: Option<Activation>,
    /// Seconds that old keys are still accepted after activation (default 2).
    pub grace: Option<u16>,
}

impl ConferenceProperties {
    /// Reads the data of the extension. Unknown types are skipped.
    ///
    /// # Errors
    /// [`WireError::ConferenceProperty`] for a repeated or wrongly sized one, for another version, a URI
    /// that is no UTF-8, epoch 0, an MKI length other than 0 and 4; [`WireError::Truncated`].
    pub fn parse(data: &[u8]) -> Result<Self, WireError> {
        let mut r = Reader::new(data);
        let mut properties = Self::default();
        let mut version = None;
        while r.left() > 0 {
            let kind = r.u8()?;
            let mut value = Reader::new(r.field8()?);
            let wrong = |_| WireError::ConferenceProperty(kind);
            let fresh = match kind {
                1 => version.replace(value.u8().map_err(wrong)?).is_none(),
                2 => {
                    let uri = value.take(value.left()).map_err(wrong)?;
                    let uri = std::str::from_utf8(uri)
                        .map_err(|_| WireError::ConferenceProperty(kind))?;
                    properties.uri.replace(uri.to_owned()).is_none() && !uri.is_empty()
                }
                3 => {
                    let epoch = value.u32().map_err(wrong)?;
                    properties.epoch.replace(epoch).is_none() && epoch > 0
                }
                4 => {
                    let len = value.u8().map_err(wrong)?;
                    properties.mki_len.replace(len).is_none() && matches!(len, 0 | 4)
                }
                5 => {
                    let at = match value.u64().map_err(wrong)? {
                        u64::MAX => Activation::Pending,
                        raw => Activation::At(NtpTime::from_raw(raw)),
                    };
                    properties.activation.replace(at).is_none()
                }
                6 => properties
                    .grace
                    .replace(value.u16().map_err(wrong)?)
                    .is_none(),
                _ => continue,
            };
            if !fresh || value.left() > 0 {
                return Err(WireError::ConferenceProperty(kind));
            }
        }
        match version {
            Some(PROFILE_VERSION) => Ok(properties),
            _ => Err(WireError::ConferenceProperty(1)),
        }
    }

    /// The data of the extension.
    ///
    /// # Errors
    /// [`WireError::TooLong`] for a URI of more than 255 octets.
    pub fn encode(&self) -> Result<Vec<u8>, WireError> {
        let mut out = vec![1, 1, PROFILE_VERSION];
        let mut put = |kind: u8, value: &[u8]| {
            let len = u8::try_from(value.len()).map_err(|_| WireError::TooLong)?;
            out.extend_from_slice(&[kind, len]);
            out.extend_from_slice(value);
            Ok(())
        };
        if let Some(uri) = &self.uri {
            put(2, uri.as_bytes())?;
        }
        if let Some(epoch) = self.epoch {
            put(3, &epoch.to_be_bytes())?;
        }
        if let Some(len) = self.mki_len {
            put(4, &[len])?;
        }
        if let Some(activation) = self.activation {
            let raw = match activation {
                Activation::At(time) => time.raw(),
                Activation::Pending => u64::MAX,
            };
            put(5, &raw.to_be_bytes())?;
        }
        if let Some(grace) = self.grace {
            put(6, &grace.to_be_bytes())?;
        }
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_trip() {
        let all = ConferenceProperties {
            uri: Some("sip:c0ffee@conf.example.com".into()),
            epoch: Some(1),
            mki_len: Some(4),
            activation: Some(Activation::Pending),
            grace: Some(2),
        };
        assert_eq!(ConferenceProperties::parse(&all.encode().unwrap()), Ok(all));
        let none = ConferenceProperties::default();
        assert_eq!(
            ConferenceProperties::parse(&none.encode().unwrap()),
            Ok(none)
        );
    }

    #[test]
    fn wrong_ones_are_refused_and_unknown_ones_skipped() {
        let refused = |octets: &[u8], kind| {
            assert_eq!(
                ConferenceProperties::parse(octets),
                Err(WireError::ConferenceProperty(kind)),
                "{octets:?}"
            );
        };
        refused(&[], 1);
        refused(&[1, 1, 2], 1);
        refused(&[1, 1, 1, 1, 1, 1], 1);
        refused(&[1, 1, 1, 3, 3, 0, 0, 1], 3);
        refused(&[1, 1, 1, 3, 4, 0, 0, 0, 0], 3);
        refused(&[1, 1, 1, 4, 1, 3], 4);
        refused(&[1, 1, 1, 4, 2, 4, 0], 4);
        refused(&[1, 1, 1, 6, 2, 0, 1, 6, 2, 0, 1], 6);
        refused(&[1, 1, 1, 2, 1, 0xff], 2);
        assert!(ConferenceProperties::parse(&[9, 2, 1, 2, 1, 1, 1]).is_ok());
        assert_eq!(
            ConferenceProperties::parse(&[1, 1, 1, 9, 9]),
            Err(WireError::Truncated)
        );
    }
}

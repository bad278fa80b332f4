//! Key data, the sub-payload inside KEMAC (RFC 3830 6.13, RFC 6043 6.2.1).
//!
//! ```text
//!  ! Next Payload  ! Type  !  KV   !         Key data len          !
//!  !                       Key data                                ~
//!  ! Salt len (OPTIONAL)           ! Salt data (OPTIONAL)          ~
//!  !                       KV data (OPTIONAL)                      ~
//! ```

use super::number;
use super::reader::Reader;
use crate::error::WireError;

/// What a key is (RFC 3830 table 6.13.a, RFC 6043 table 6.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyType {
    /// TEK generation key.
    Tgk,
    /// TGK with a salt.
    TgkSalt,
    /// Traffic encryption key.
    Tek,
    /// TEK with a salt.
    TekSalt,
    /// Group TGK: never forked.
    Gtgk,
    /// GTGK with a salt.
    GtgkSalt,
    /// MIKEY protection key.
    Mpk,
}

impl KeyType {
    /// Its number.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Whether a salt goes with it.
    pub fn has_salt(self) -> bool {
        matches!(self, Self::TgkSalt | Self::TekSalt | Self::GtgkSalt)
    }

    /// The name in the RFC.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tgk => "TGK",
            Self::TgkSalt => "TGK+SALT",
            Self::Tek => "TEK",
            Self::TekSalt => "TEK+SALT",
            Self::Gtgk => "GTGK",
            Self::GtgkSalt => "GTGK+SALT",
            Self::Mpk => "MPK",
        }
    }

    fn from_number(number: u8) -> Result<Self, WireError> {
        Ok(match number {
            0 => Self::Tgk,
            1 => Self::TgkSalt,
            2 => Self::Tek,
            3 => Self::TekSalt,
            4 => Self::Gtgk,
            5 => Self::GtgkSalt,
            6 => Self::Mpk,
            other => return Err(WireError::UnknownKeyType(other)),
        })
    }
}

/// Key validity (RFC 3830 6.14).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kv<'a> {
    /// No specific usage rule.
    Null,
    /// The key of this SPI (MKI).
    Spi(&'a [u8]),
    /// From one index to another.
    Interval {
        /// Valid from.
        from: &'a [u8],
        /// Valid to.
        to: &'a [u8],
    },
}

impl<'a> Kv<'a> {
    pub(super) fn read(kv: u8, r: &mut Reader<'a>) -> Result<Self, WireError> {
        Ok(match kv {
            0 => Self::Null,
            1 => Self::Spi(r.field8()?),
            2 => Self::Interval {
                from: r.field8()?,
                to: r.field8()?,
            },
            other => return Err(WireError::UnknownKeyValidity(other)),
        })
    }

    fn number(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Spi(_) => 1,
            Self::Interval { .. } => 2,
        }
    }
}

/// One key in clear. Shows neither key nor salt.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct KeyData<'a> {
    /// What it is.
    pub kind: KeyType,
    /// Its validity.
    pub kv: Kv<'a>,
    /// The key.
    pub key: &'a [u8],
    /// The salt, present with the kinds that have one.
    pub salt: Option<&'a [u8]>,
}

impl std::fmt::Debug for KeyData<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyData")
            .field("kind", &self.kind)
            .field("kv", &self.kv)
            .field("key_len", &self.key.len())
            .field("salt_len", &self.salt.map(<[u8]>::len))
            .finish()
    }
}

impl<'a> KeyData<'a> {
    /// The keys of a KEMAC's decrypted Encr data, in their order. Empty data holds no key.
    pub fn parse_chain(octets: &'a [u8]) -> Result<Vec<Self>, WireError> {
        let mut r = Reader::new(octets);
        let mut keys = Vec::new();
        while r.left() > 0 {
            let next = r.u8()?;
            keys.push(Self::read(&mut r)?);
            match next {
                number::KEY_DATA => (),
                number::LAST => break,
                other => return Err(WireError::OutOfPlace(other)),
            }
            if r.left() == 0 {
                return Err(WireError::Truncated);
            }
        }
        r.finish()?;
        Ok(keys)
    }

    /// Key data of these keys, one behind the other.
    ///
    /// # Errors
    /// [`WireError::TooLong`]; [`WireError::UnknownKeyType`] where a salt is missing or too much.
    pub fn encode_chain(keys: &[Self]) -> Result<Vec<u8>, WireError> {
        let mut out = Vec::with_capacity(keys.iter().map(|k| 32 + k.key.len()).sum());
        for (i, key) in keys.iter().enumerate() {
            let last = i + 1 == keys.len();
            out.push(if last { number::LAST } else { number::KEY_DATA });
            key.write(&mut out)?;
        }
        Ok(out)
    }

    fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let type_kv = r.u8()?;
        let kind = KeyType::from_number(type_kv >> 4)?;
        let key = r.field16()?;
        let salt = if kind.has_salt() {
            Some(r.field16()?)
        } else {
            None
        };
        Ok(Self {
            kind,
            kv: Kv::read(type_kv & 0x0f, r)?,
            key,
            salt,
        })
    }

    fn write(&self, out: &mut Vec<u8>) -> Result<(), WireError> {
        if self.salt.is_some() != self.kind.has_salt() {
            return Err(WireError::UnknownKeyType(self.kind.number()));
        }
        out.push(self.kind.number() << 4 | self.kv.number());
        for field in [Some(self.key), self.salt].into_iter().flatten() {
            let len = u16::try_from(field.len()).map_err(|_| WireError::TooLong)?;
            out.extend_from_slice(&len.to_be_bytes());
            out.extend_from_slice(field);
        }
        let (first, second) = match self.kv {
            Kv::Null => (None, None),
            Kv::Spi(spi) => (Some(spi), None),
            Kv::Interval { from, to } => (Some(from), Some(to)),
        };
        for field in [first, second].into_iter().flatten() {
            out.push(u8::try_from(field.len()).map_err(|_| WireError::TooLong)?);
            out.extend_from_slice(field);
        }
        Ok(())
    }
}

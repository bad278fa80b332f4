//! Octets that must not be seen: one type a secret, wiped when dropped, redacted in `Debug`,
//! compared in constant time.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::crypto::constant_time_eq;

/// Secret octets of any length, on the heap so that moving the value leaves no copy behind.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Box<[u8]>);

impl Secret {
    /// A copy of `octets`. The caller wipes its own.
    pub fn new(octets: &[u8]) -> Self {
        Self(octets.into())
    }

    /// A secret of `len` octets, written by `fill`.
    pub fn filled(len: usize, fill: impl FnOnce(&mut [u8])) -> Self {
        let mut secret = Self(vec![0; len].into_boxed_slice());
        fill(&mut secret.0);
        secret
    }

    /// As [`Self::filled`], where filling may fail.
    pub fn try_filled<E>(
        len: usize,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut secret = Self(vec![0; len].into_boxed_slice());
        fill(&mut secret.0)?;
        Ok(secret)
    }

    /// The octets. What is copied out of them is the caller's to wipe.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Length in octets.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no octet.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Zeroizing<Vec<u8>>> for Secret {
    fn from(octets: Zeroizing<Vec<u8>>) -> Self {
        Self::new(&octets)
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        constant_time_eq(&self.0, &other.0)
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} octets)", self.0.len())
    }
}

/// A secret with a name of its own, so that one cannot be taken for another.
macro_rules! named {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(pub(crate) Secret);

        impl $name {
            /// A copy of `octets`. The caller wipes its own.
            pub fn new(octets: &[u8]) -> Self {
                Self(Secret::new(octets))
            }

            /// The octets. What is copied out of them is the caller's to wipe.
            pub fn as_bytes(&self) -> &[u8] {
                self.0.as_bytes()
            }

            /// Length in octets.
            #[expect(clippy::len_without_is_empty, reason = "a key is never empty")]
            pub fn len(&self) -> usize {
                self.0.len()
            }
        }

        impl From<Secret> for $name {
            fn from(secret: Secret) -> Self {
                Self(secret)
            }
        }

        impl From<$name> for Secret {
            fn from(named: $name) -> Self {
                named.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({} octets)"), self.0.len())
            }
        }
    )*};
}

named! {
    /// Pre-shared key of a user and the KMS, or of two peers of RFC 3830.
    Psk;
    /// MIKEY Protection Key, as a base ticket holds it (RFC 6043 A.1). Only the KMS sees it.
    Mpk;
    /// MPKi: protects TRANSFER_INIT, and without key forking TRANSFER_RESP (RFC 6043 4.2.1.5).
    /// Everybody who may resolve the ticket knows it.
    MpkI;
    /// MPKr: known to the Initiator and the KMS only; makes Vr and is forked (RFC 6043 5.1.1).
    MpkR;
    /// MPKr': protects TRANSFER_RESP and CSB updates; one for every responder (RFC 6043 5.1.1).
    MpkRForked;
    /// Traffic Encryption Key: the master key of a security protocol (RFC 3830 2.2).
    Tek;
    /// Master salt of a security protocol.
    Salt;
}

/// Ticket Protection Key, with the identifier that names it in IDRpsk (RFC 6043 A.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tpk {
    /// ID Data of IDRpsk, a byte string.
    pub id: Vec<u8>,
    /// The key.
    pub key: Secret,
}

/// A message key of at most 32 octets: kept in place, since it is derived for every message.
macro_rules! message_key {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name {
            octets: [u8; 32],
            len: u8,
        }

        impl $name {
            /// A key of `len` octets (at most 32), written by `fill`.
            pub(crate) fn filled(len: usize, fill: impl FnOnce(&mut [u8])) -> Self {
                let len = len.min(32);
                let mut key = Self { octets: [0; 32], len: len as u8 };
                fill(key.octets.get_mut(..len).unwrap_or_default());
                key
            }

            /// The octets.
            pub fn as_bytes(&self) -> &[u8] {
                self.octets.get(..usize::from(self.len)).unwrap_or_default()
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                constant_time_eq(self.as_bytes(), other.as_bytes())
            }
        }

        impl Eq for $name {}

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({} octets)"), self.len)
            }
        }
    )*};
}

message_key! {
    /// auth_key: keys the MAC of a message (RFC 3830 4.1.4).
    AuthKey;
    /// encr_key: encrypts the KEMAC of a message (RFC 3830 4.1.4).
    EncrKey;
    /// salt_key: goes into the IV of the KEMAC, 14 octets (RFC 3830 4.2.3).
    SaltKey;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_octet_in_debug() {
        let octets = [0xA7; 16];
        let all = format!(
            "{:?} {:?} {:?} {:?} {:?} {:?}",
            Secret::new(&octets),
            Psk::new(&octets),
            MpkRForked::new(&octets),
            Tpk {
                id: b"tpk-1".to_vec(),
                key: Secret::new(&octets)
            },
            AuthKey::filled(16, |out| out.copy_from_slice(&octets)),
            SaltKey::filled(14, |out| out.fill(0xA7)),
        );
        assert!(all.contains("Psk(16 octets)"), "{all}");
        assert!(
            !all.contains("167") && !all.to_lowercase().contains("a7"),
            "{all}"
        );
    }

    #[test]
    fn equality_is_by_octets_and_length() {
        assert_eq!(Psk::new(&[1; 16]), Psk::new(&[1; 16]));
        assert_ne!(Psk::new(&[1; 16]), Psk::new(&[1; 15]));
        assert_ne!(Secret::new(&[1; 16]), Secret::new(&[2; 16]));
    }
}

//! Session keys as they travel in the key data of a KEMAC (RFC 3830 6.13, RFC 6043 6.2.1).

use zeroize::Zeroizing;

use crate::Entropy;
use crate::crypto::{KeyedPrf, Prf};
use crate::error::{EntropyError, WireError};
use crate::keys::Modifier;
use crate::keys::label::{Derived, SessionLabel};
use crate::keys::secret::{Salt, Secret, Tek};
use crate::wire::{KeyData, KeyType, Kv};

/// A TEK, TGK or GTGK with its salt and SPI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionKey {
    /// What it is; says whether there is a salt.
    pub kind: KeyType,
    /// The key.
    pub key: Secret,
    /// The salt, with the kinds that carry one.
    pub salt: Option<Secret>,
    /// SPI (or MKI), 1 to 255 octets (RFC 6043 6.2.1).
    pub spi: Vec<u8>,
}

/// A key that is asked for by the template KEMAC of a Ticket Policy (RFC 6043 6.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeySpec {
    /// What it is; says whether there is a salt.
    pub kind: KeyType,
    /// Octets of the key.
    pub key_len: u16,
    /// Octets of the salt, 0 with the kinds that carry none.
    pub salt_len: u16,
    /// SPI that it is to have; empty: the KMS gives it one.
    pub spi: Vec<u8>,
}

impl KeySpec {
    /// A fresh key after this specification.
    pub fn generate(&self, rng: &mut dyn Entropy) -> Result<SessionKey, EntropyError> {
        let key = Secret::try_filled(usize::from(self.key_len), |out| rng.fill(out))?;
        let salt = match self.salt_len {
            0 => None,
            len => Some(Secret::try_filled(usize::from(len), |out| rng.fill(out))?),
        };
        let spi = if self.spi.is_empty() {
            let mut spi = vec![0; 4];
            rng.fill(&mut spi)?;
            spi
        } else {
            self.spi.clone()
        };
        Ok(SessionKey {
            kind: self.kind,
            key,
            salt,
            spi,
        })
    }

    /// The specification as key data, all zeros (PROFILE 10.15).
    pub fn template(&self) -> SessionKey {
        SessionKey {
            kind: self.kind,
            key: Secret::filled(usize::from(self.key_len), |_| ()),
            salt: has_salt(self.kind).then(|| Secret::filled(usize::from(self.salt_len), |_| ())),
            spi: self.spi.clone(),
        }
    }
}

impl SessionKey {
    /// TGK' instead of a TGK; other keys are not forked (RFC 6043 5.1.1). SPI and salt stay.
    pub fn forked(&self, prf: Prf, modifier: &Modifier<'_>) -> Self {
        let mut forked = self.clone();
        if is_tgk(self.kind) {
            forked.key = modifier.fork_tgk(prf, &self.key);
        }
        forked
    }

    /// The TEK and salt of a crypto session: this key's own if it is a TEK, else derived
    /// (RFC 6043 5.1.3, RFC 3830 4.1.3). A salt carried beside the key is used as it is.
    ///
    /// `None`: the key is a TEK of another length, or the salt has another length.
    pub fn tek(
        &self,
        prf: Prf,
        label: &SessionLabel<'_>,
        cs_id: u8,
        key_len: usize,
        salt_len: usize,
    ) -> Option<(Tek, Salt)> {
        let (tek, derive) = match self.kind {
            KeyType::Tek | KeyType::TekSalt => (Tek(self.key.clone()), None),
            KeyType::Tgk | KeyType::TgkSalt | KeyType::Gtgk | KeyType::GtgkSalt => {
                let prf = KeyedPrf::new(prf, self.key.as_bytes());
                let derive = move |what, len| {
                    Secret::filled(len, |out| label.derive(&prf, what, cs_id, out))
                };
                (Tek(derive(Derived::Tek, key_len)), Some(derive))
            }
            KeyType::Mpk => return None,
        };
        let salt = match (&self.salt, derive) {
            (Some(salt), _) => Salt(salt.clone()),
            (None, Some(derive)) => Salt(derive(Derived::Salt, salt_len)),
            (None, None) => Salt(Secret::new(&[])),
        };
        (tek.len() == key_len && salt.len() == salt_len).then_some((tek, salt))
    }

    /// Whether keys of crypto sessions are derived from it (TGK, GTGK).
    pub fn is_generation_key(&self) -> bool {
        is_tgk(self.kind) || matches!(self.kind, KeyType::Gtgk | KeyType::GtgkSalt)
    }

    /// As key data, for a chain. A salt goes along with the kinds that carry one, and only there.
    pub fn data(&self) -> Option<KeyData<'_>> {
        if has_salt(self.kind) != self.salt.is_some() {
            return None;
        }
        Some(KeyData {
            kind: self.kind,
            kv: if self.spi.is_empty() {
                Kv::Null
            } else {
                Kv::Spi(&self.spi)
            },
            key: self.key.as_bytes(),
            salt: self.salt.as_ref().map(Secret::as_bytes),
        })
    }

    /// From key data with an SPI; `None` for another key validity (PROFILE 10.7).
    pub fn from_data(data: &KeyData<'_>) -> Option<Self> {
        let Kv::Spi(spi) = data.kv else {
            return None;
        };
        (!spi.is_empty()).then(|| Self {
            kind: data.kind,
            key: Secret::new(data.key),
            salt: data.salt.map(Secret::new),
            spi: spi.to_vec(),
        })
    }
}

/// The plaintext of a KEMAC: key data, one behind the other.
pub fn encode_chain(keys: &[KeyData<'_>]) -> Result<Zeroizing<Vec<u8>>, WireError> {
    Ok(Zeroizing::new(KeyData::encode_chain(keys)?))
}

/// Whether a TGK, which is forked; a GTGK is not.
fn is_tgk(kind: KeyType) -> bool {
    matches!(kind, KeyType::Tgk | KeyType::TgkSalt)
}

/// Whether the kind carries a salt.
fn has_salt(kind: KeyType) -> bool {
    matches!(
        kind,
        KeyType::TgkSalt | KeyType::TekSalt | KeyType::GtgkSalt
    )
}

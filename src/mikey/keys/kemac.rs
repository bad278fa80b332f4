//! Encryption of key data in a KEMAC payload (RFC 3830 4.2.3, RFC 6043 6.2).
//!
//! ```text
//!   IV = (salt_key XOR (0x0000 || CSB ID || T)) || 0x0000
//!         14 octets     2         4         8      2
//! ```

use crate::crypto::{EncrAlg, IV_LEN, aes_cm};
use crate::keys::label::MessageKeys;
use crate::keys::secret::{EncrKey, SaltKey};

/// What encrypts and decrypts one KEMAC.
#[derive(Clone, Debug)]
pub struct KemacCipher {
    alg: EncrAlg,
    key: EncrKey,
    salt: SaltKey,
}

impl KemacCipher {
    /// With encr_key and salt_key of the message, derived here.
    pub fn new(alg: EncrAlg, keys: &MessageKeys<'_>) -> Self {
        Self {
            alg,
            key: keys.encr(alg),
            salt: keys.salt(),
        }
    }

    /// With keys derived before (CSB updates use those of the first exchange, RFC 6043 5.2).
    pub fn from_keys(alg: EncrAlg, key: EncrKey, salt: SaltKey) -> Self {
        Self { alg, key, salt }
    }

    /// The algorithm.
    pub fn alg(&self) -> EncrAlg {
        self.alg
    }

    /// encr_key.
    pub fn encr_key(&self) -> &EncrKey {
        &self.key
    }

    /// salt_key.
    pub fn salt_key(&self) -> &SaltKey {
        &self.salt
    }

    /// Encrypts or decrypts `data` in place.
    ///
    /// `csb_id` is the message's, 0xFFFFFFFF in a base ticket (RFC 6043 A.1). `t` is the timestamp
    /// of the message that carries the KEMAC, in a base ticket of the Ticket Data, as 64 bits:
    /// NTP-UTC-32 padded with trailing, COUNTER with leading zeros.
    pub fn apply(&self, csb_id: u32, t: u64, data: &mut [u8]) {
        // The key has the algorithm's length: both constructors take it from the algorithm.
        let fits = aes_cm(
            self.alg,
            self.key.as_bytes(),
            &iv(&self.salt, csb_id, t),
            data,
        );
        debug_assert!(fits);
        if !fits {
            data.fill(0);
        }
    }
}

/// The IV of RFC 3830 4.2.3.
pub fn iv(salt: &SaltKey, csb_id: u32, t: u64) -> [u8; IV_LEN] {
    let mut iv = [0; IV_LEN];
    let mask = [0u8; 2]
        .into_iter()
        .chain(csb_id.to_be_bytes())
        .chain(t.to_be_bytes());
    for (octet, (salt, mask)) in iv.iter_mut().zip(salt.as_bytes().iter().zip(mask)) {
        *octet = salt ^ mask;
    }
    iv
}

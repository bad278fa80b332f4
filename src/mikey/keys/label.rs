//! Labels of the PRF: which octets go in for which key.
//!
//! All constants are runs of nine decimal digits of e (RFC 3830 4.1.3).

use crate::crypto::{EncrAlg, KeyedPrf, MacAlg, Prf};
use crate::keys::secret::{AuthKey, EncrKey, SaltKey};

/// RFC 3830 4.1.4, keys that protect a message: encryption, authentication, salt.
const MESSAGE_ENCR: [u8; 4] = [0x15, 0x05, 0x33, 0xE1];
const MESSAGE_AUTH: [u8; 4] = [0x2D, 0x22, 0xAC, 0x75];
const MESSAGE_SALT: [u8; 4] = [0x29, 0xB8, 0x89, 0x16];

/// Octets of salt_key (RFC 3830 4.2.3: 112 bits).
pub const SALT_KEY_LEN: usize = 14;

/// The CSB ID field of labels that belong to no crypto session bundle.
const NO_CSB: u32 = 0xFFFF_FFFF;

/// What a key that protects a message (or part of one) is derived for.
#[derive(Clone, Copy, Debug)]
pub enum MessageLabel<'a> {
    /// RFC 3830 4.1.4: constant || 0xFF || CSB ID || RAND.
    Rfc3830 {
        /// CSB ID of the header.
        csb_id: u32,
        /// RAND.
        rand: &'a [u8],
    },
    /// RFC 6043 5.1.2, initial messages: constant || 0xFF || CSB ID || 0x01 || length RANDRi ||
    /// RANDRi || length RANDRr || RANDRr; a RAND that does not belong there is empty.
    Initial {
        /// CSB ID of the header.
        csb_id: u32,
        /// RANDRi.
        randr_i: &'a [u8],
        /// RANDRr.
        randr_r: &'a [u8],
    },
    /// RFC 6043 5.1.2, response messages: as the initial ones, with 0x02.
    Response {
        /// CSB ID of the header.
        csb_id: u32,
        /// RANDRi.
        randr_i: &'a [u8],
        /// RANDRr.
        randr_r: &'a [u8],
    },
    /// RFC 6043 6.10, Vr in Initiator Data: constant || 0xFF || 0xFFFFFFFF || 0x04.
    InitiatorData,
    /// RFC 6043 A.2.1, keys from a TPK: constant || 0xFF || 0xFFFFFFFF || 0x05 || length || RAND.
    Ticket {
        /// RAND of the Ticket Data.
        rand: &'a [u8],
    },
}

/// A secret and a label: the keys of one message, each derived when it is asked for.
pub struct MessageKeys<'a> {
    prf: KeyedPrf,
    label: MessageLabel<'a>,
}

impl<'a> MessageKeys<'a> {
    /// `inkey` is the PSK, envelope key, MPK or TPK that the label's clause names.
    pub fn new(prf: Prf, inkey: &[u8], label: MessageLabel<'a>) -> Self {
        Self {
            prf: KeyedPrf::new(prf, inkey),
            label,
        }
    }

    /// auth_key.
    pub fn auth(&self, alg: MacAlg) -> AuthKey {
        AuthKey::filled(alg.tag_len(), |out| self.derive(MESSAGE_AUTH, out))
    }

    /// encr_key.
    pub fn encr(&self, alg: EncrAlg) -> EncrKey {
        EncrKey::filled(alg.key_len(), |out| self.derive(MESSAGE_ENCR, out))
    }

    /// salt_key.
    pub fn salt(&self) -> SaltKey {
        SaltKey::filled(SALT_KEY_LEN, |out| self.derive(MESSAGE_SALT, out))
    }

    fn derive(&self, constant: [u8; 4], out: &mut [u8]) {
        match self.label {
            MessageLabel::Rfc3830 { csb_id, rand } => {
                self.prf
                    .derive(&[&constant, &[0xFF], &csb_id.to_be_bytes(), rand], out);
            }
            MessageLabel::Initial {
                csb_id,
                randr_i,
                randr_r,
            } => {
                self.two_rands(constant, csb_id, 1, randr_i, randr_r, out);
            }
            MessageLabel::Response {
                csb_id,
                randr_i,
                randr_r,
            } => {
                self.two_rands(constant, csb_id, 2, randr_i, randr_r, out);
            }
            MessageLabel::InitiatorData => {
                self.prf.derive(&[&head(constant, 0xFF, NO_CSB, 4)], out);
            }
            MessageLabel::Ticket { rand } => {
                let head = head(constant, 0xFF, NO_CSB, 5);
                self.prf.derive(&[&head, &[len8(rand)], rand], out);
            }
        }
    }

    fn two_rands(
        &self,
        constant: [u8; 4],
        csb_id: u32,
        kind: u8,
        randr_i: &[u8],
        randr_r: &[u8],
        out: &mut [u8],
    ) {
        let head = head(constant, 0xFF, csb_id, kind);
        let (len_i, len_r) = ([len8(randr_i)], [len8(randr_r)]);
        self.prf
            .derive(&[&head, &len_i, randr_i, &len_r, randr_r], out);
    }
}

/// RFC 3830 table 4.1.3: what is derived from a TGK, TGK' or GTGK for one crypto session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derived {
    /// A traffic encryption key, 0x2AD01C64.
    Tek,
    /// A salt, 0x39A2C14B; only where the key data carries none.
    Salt,
    /// An authentication key for a protocol without key derivation of its own, 0x1B5C7973.
    Auth,
    /// An encryption key for a protocol without key derivation of its own, 0x15798CEF.
    Encr,
}

impl Derived {
    fn constant(self) -> [u8; 4] {
        match self {
            Self::Tek => [0x2A, 0xD0, 0x1C, 0x64],
            Self::Auth => [0x1B, 0x5C, 0x79, 0x73],
            Self::Encr => [0x15, 0x79, 0x8C, 0xEF],
            Self::Salt => [0x39, 0xA2, 0xC1, 0x4B],
        }
    }
}

/// The RANDs of a session: which of them go into labels of keys from a TGK.
#[derive(Clone, Copy, Debug)]
pub enum SessionLabel<'a> {
    /// RFC 3830 4.1.3: constant || CS ID || CSB ID || RAND.
    Rfc3830 {
        /// CSB ID of the header.
        csb_id: u32,
        /// RAND.
        rand: &'a [u8],
    },
    /// RFC 6043 5.1.3: constant || CS ID || 0xFFFFFFFF || 0x03 || length RANDRi || RANDRi ||
    /// length RANDRr || RANDRr; a RAND that the Ticket Policy leaves out (flags G, H) is empty.
    Rfc6043 {
        /// RANDRi, if flag H is set.
        randr_i: &'a [u8],
        /// RANDRr, if flag G is set.
        randr_r: &'a [u8],
    },
}

impl SessionLabel<'_> {
    /// Derives `what` for the crypto session `cs_id` from the key behind `prf`.
    pub fn derive(&self, prf: &KeyedPrf, what: Derived, cs_id: u8, out: &mut [u8]) {
        let constant = what.constant();
        match *self {
            Self::Rfc3830 { csb_id, rand } => {
                prf.derive(&[&constant, &[cs_id], &csb_id.to_be_bytes(), rand], out);
            }
            Self::Rfc6043 { randr_i, randr_r } => {
                let head = head(constant, cs_id, NO_CSB, 3);
                let (len_i, len_r) = ([len8(randr_i)], [len8(randr_r)]);
                prf.derive(&[&head, &len_i, randr_i, &len_r, randr_r], out);
            }
        }
    }
}

/// Labels of forking (RFC 6043 5.1.1) and of MPKi and MPKr (A.2.2).
pub(super) mod constants {
    pub const MPKR_FORKED: [u8; 4] = [0x2B, 0x28, 0x88, 0x56];
    pub const TGK_FORKED: [u8; 4] = [0x15, 0x12, 0xB5, 0x4A];
    pub const MPKI: [u8; 4] = [0x22, 0x0E, 0x99, 0xA2];
    pub const MPKR: [u8; 4] = [0x1F, 0x4D, 0x67, 0x5B];
}

/// constant || 0xFF || 0xFFFFFFFF || 0x00 || length ID Data || ID Data || length RANDRkms || ...
pub(super) fn derive_forked(
    prf: &KeyedPrf,
    constant: [u8; 4],
    id: &[u8],
    randr_kms: &[u8],
    out: &mut [u8],
) {
    let head = head(constant, 0xFF, NO_CSB, 0);
    let id_len = u16::try_from(id.len()).unwrap_or(u16::MAX).to_be_bytes();
    prf.derive(&[&head, &id_len, id, &[len8(randr_kms)], randr_kms], out);
}

/// constant || 0xFF || 0xFFFFFFFF || 0x06 || length RAND || RAND
pub(super) fn derive_mpk(prf: &KeyedPrf, constant: [u8; 4], rand: &[u8], out: &mut [u8]) {
    prf.derive(
        &[&head(constant, 0xFF, NO_CSB, 6), &[len8(rand)], rand],
        out,
    );
}

fn head(constant: [u8; 4], cs_id: u8, csb_id: u32, kind: u8) -> [u8; 10] {
    let [c0, c1, c2, c3] = constant;
    let [b0, b1, b2, b3] = csb_id.to_be_bytes();
    [c0, c1, c2, c3, cs_id, b0, b1, b2, b3, kind]
}

/// Length of a RAND, whose payload has an 8-bit length field: longer ones cannot be received.
fn len8(rand: &[u8]) -> u8 {
    u8::try_from(rand.len()).unwrap_or(u8::MAX)
}

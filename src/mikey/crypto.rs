//! The cryptographic primitives of MIKEY, and the only file that names the crates they come from.
//!
//! - PRFs: MIKEY-1 (RFC 3830 4.1.2, HMAC-SHA-1) and PRF-HMAC-SHA-256 (RFC 6043 6.1);
//! - MACs: HMAC-SHA-1-160 (RFC 3830 4.2.4) and HMAC-SHA-256-256 (RFC 6043 6.2);
//! - key transport encryption: AES-CM-128 (RFC 3830 4.2.3) and AES-CM-256 (RFC 6043 6.2);
//! - SHA-256, to name a ticket.
//!
//! Input is taken as a list of slices, so that nothing is put together in a buffer only to be
//! hashed; the key schedule of a PRF is computed once and used for every key derived from it.

use aes::{Aes128, Aes256};
use ctr::Ctr128BE;
use ctr::cipher::{KeyIvInit, StreamCipher};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

/// Octets of the longest MAC (HMAC-SHA-256-256).
pub const MAX_TAG: usize = 32;

/// Octets of the IV of AES-CM.
pub const IV_LEN: usize = 16;

/// A pseudo-random function (HDR and Ticket Policy, `PRF func`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Prf {
    /// MIKEY-1, number 0 (RFC 3830 4.1.2).
    Mikey1,
    /// PRF-HMAC-SHA-256, number 1 (RFC 6043 6.1).
    HmacSha256,
}

impl Prf {
    /// The PRF with this number; `None` where we have none.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            0 => Some(Self::Mikey1),
            1 => Some(Self::HmacSha256),
            _ => None,
        }
    }

    /// The number in the `PRF func` field.
    pub fn number(self) -> u8 {
        match self {
            Self::Mikey1 => 0,
            Self::HmacSha256 => 1,
        }
    }
}

/// A MAC (V payload and KEMAC, `Auth alg` / `MAC alg`). NULL is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MacAlg {
    /// HMAC-SHA-1-160, number 1.
    HmacSha1,
    /// HMAC-SHA-256-256, number 2.
    HmacSha256,
}

impl MacAlg {
    /// The MAC with this number; `None` for NULL (0) and for unknown numbers.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::HmacSha1),
            2 => Some(Self::HmacSha256),
            _ => None,
        }
    }

    /// The number in the `Auth alg` field.
    pub fn number(self) -> u8 {
        match self {
            Self::HmacSha1 => 1,
            Self::HmacSha256 => 2,
        }
    }

    /// Octets of a tag, and of the key that makes it (RFC 3830 4.2.4: both the hash's length).
    pub fn tag_len(self) -> usize {
        match self {
            Self::HmacSha1 => 20,
            Self::HmacSha256 => 32,
        }
    }
}

/// Encryption of a KEMAC (`Encr alg`). NULL is not one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EncrAlg {
    /// AES-CM-128, number 1.
    AesCm128,
    /// AES-CM-256, number 3.
    AesCm256,
}

impl EncrAlg {
    /// The algorithm with this number; `None` for NULL (0), AES-KW-128 (2) and unknown numbers.
    pub fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::AesCm128),
            3 => Some(Self::AesCm256),
            _ => None,
        }
    }

    /// The number in the `Encr alg` field.
    pub fn number(self) -> u8 {
        match self {
            Self::AesCm128 => 1,
            Self::AesCm256 => 3,
        }
    }

    /// Octets of the key.
    pub fn key_len(self) -> usize {
        match self {
            Self::AesCm128 => 16,
            Self::AesCm256 => 32,
        }
    }
}

/// A MAC's value. Compared in constant time.
#[derive(Clone, Copy)]
pub struct Tag {
    octets: [u8; MAX_TAG],
    len: usize,
}

impl Tag {
    /// The octets of the `MAC` field.
    pub fn as_bytes(&self) -> &[u8] {
        self.octets.get(..self.len).unwrap_or_default()
    }
}

/// The MAC over `parts`, one behind the other.
pub fn mac(alg: MacAlg, key: &[u8], parts: &[&[u8]]) -> Tag {
    let mut tag = Tag {
        octets: [0; MAX_TAG],
        len: alg.tag_len(),
    };
    match alg {
        MacAlg::HmacSha1 => hmac_into(keyed::<Hmac<Sha1>>(key), parts, &mut tag.octets),
        MacAlg::HmacSha256 => hmac_into(keyed::<Hmac<Sha256>>(key), parts, &mut tag.octets),
    }
    tag
}

/// Whether `tag` is the MAC over `parts`, in time that depends on the lengths only.
#[must_use]
pub fn verify(alg: MacAlg, key: &[u8], parts: &[&[u8]], tag: &[u8]) -> bool {
    constant_time_eq(mac(alg, key, parts).as_bytes(), tag)
}

/// Whether two octet strings are equal, in time that depends on their lengths only.
#[must_use]
pub fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// SHA-256 over `parts`, one behind the other.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        Digest::update(&mut hash, part);
    }
    hash.finalize().into()
}

/// Encrypts or decrypts `data` in place: AES in counter mode (RFC 3711 4.1.1) from `iv`.
///
/// The key must have the algorithm's length; every caller derives it with
/// [`EncrAlg::key_len`]. Returns `false`, with `data` untouched, where it has not.
#[must_use]
pub fn aes_cm(alg: EncrAlg, key: &[u8], iv: &[u8; IV_LEN], data: &mut [u8]) -> bool {
    match alg {
        EncrAlg::AesCm128 => ctr_into::<Ctr128BE<Aes128>>(key, iv, data),
        EncrAlg::AesCm256 => ctr_into::<Ctr128BE<Aes256>>(key, iv, data),
    }
}

/// A PRF under a key: PRF(inkey, .) of RFC 3830 4.1.2, its key schedules ready.
///
/// ```text
///   inkey = s_1 || ... || s_n, blocks of 256 bits, s_n possibly shorter
///   PRF(inkey, label) = P(s_1, label) XOR ... XOR P(s_n, label)
///   P(s, label)       = HMAC(s, A_1 || label) || HMAC(s, A_2 || label) || ...
///   A_0 = label, A_i = HMAC(s, A_(i-1))
/// ```
///
/// A last block of exactly 256 bits is a block like the others (n rounds up).
#[derive(Clone)]
pub struct KeyedPrf(Blocks);

#[derive(Clone)]
enum Blocks {
    Sha1(Keyed<Hmac<Sha1>>),
    Sha256(Keyed<Hmac<Sha256>>),
}

/// One key schedule a block; nearly every key has one block, which costs no allocation.
#[derive(Clone)]
struct Keyed<M> {
    first: M,
    rest: Vec<M>,
}

/// Octets of a block s_i (RFC 3830 4.1.2).
const PRF_BLOCK: usize = 32;

impl KeyedPrf {
    /// Sets the key. `inkey` must not be empty; an empty one counts as a block of no octets.
    pub fn new(prf: Prf, inkey: &[u8]) -> Self {
        Self(match prf {
            Prf::Mikey1 => Blocks::Sha1(Keyed::new(inkey)),
            Prf::HmacSha256 => Blocks::Sha256(Keyed::new(inkey)),
        })
    }

    /// Fills `out` with the most significant octets of PRF(inkey, label); `label` in parts.
    pub fn derive(&self, label: &[&[u8]], out: &mut [u8]) {
        match &self.0 {
            Blocks::Sha1(keyed) => keyed.derive(label, out),
            Blocks::Sha256(keyed) => keyed.derive(label, out),
        }
    }
}

impl<M: Mac + KeyInit + Clone> Keyed<M> {
    fn new(inkey: &[u8]) -> Self {
        let mut blocks = inkey.chunks(PRF_BLOCK);
        let first = keyed(blocks.next().unwrap_or_default());
        Self {
            first,
            rest: blocks.map(keyed).collect(),
        }
    }

    fn derive(&self, label: &[&[u8]], out: &mut [u8]) {
        out.fill(0);
        for block in std::iter::once(&self.first).chain(&self.rest) {
            let mut a = finish(block.clone(), label);
            let mut chunks = out.chunks_mut(M::output_size()).peekable();
            while let Some(chunk) = chunks.next() {
                let mut h = block.clone();
                h.update(&a);
                let mut p = finish(h, label);
                for (o, octet) in chunk.iter_mut().zip(p.iter()) {
                    *o ^= octet;
                }
                p.zeroize();
                if chunks.peek().is_some() {
                    a = finish(block.clone(), &[&a]);
                }
            }
            a.zeroize();
        }
    }
}

/// An HMAC under `key`, which may have any length.
fn keyed<M: KeyInit>(key: &[u8]) -> M {
    #[expect(
        clippy::expect_used,
        reason = "RFC 2104: HMAC takes keys of any length"
    )]
    M::new_from_slice(key).expect("HMAC takes keys of any length")
}

fn finish<M: Mac>(mut mac: M, parts: &[&[u8]]) -> hmac::digest::Output<M> {
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes()
}

fn hmac_into<M: Mac>(mac: M, parts: &[&[u8]], out: &mut [u8; MAX_TAG]) {
    let full = finish(mac, parts);
    for (o, octet) in out.iter_mut().zip(full.iter()) {
        *o = *octet;
    }
}

fn ctr_into<C: KeyIvInit + StreamCipher>(key: &[u8], iv: &[u8; IV_LEN], data: &mut [u8]) -> bool {
    let Ok(mut cipher) = C::new_from_slices(key, iv) else {
        return false;
    };
    cipher.try_apply_keystream(data).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hex_literal::hex;

    fn prf(prf: Prf, inkey: &[u8], label: &[u8], len: usize) -> Vec<u8> {
        let mut out = vec![0; len];
        KeyedPrf::new(prf, inkey).derive(&[label], &mut out);
        out
    }

    #[test]
    fn hmac_sha1_and_sha256_of_rfc_2202_and_4231() {
        let data: &[u8] = b"what do ya want for nothing?";
        assert_eq!(
            mac(MacAlg::HmacSha1, b"Jefe", &[data]).as_bytes(),
            hex!("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        );
        assert_eq!(
            mac(MacAlg::HmacSha256, b"Jefe", &[&data[..5], &data[5..]]).as_bytes(),
            hex!("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        );
    }

    #[test]
    fn a_tag_of_another_length_or_value_is_refused() {
        let tag = mac(MacAlg::HmacSha256, b"k", &[b"m"]);
        assert!(verify(MacAlg::HmacSha256, b"k", &[b"m"], tag.as_bytes()));
        assert!(!verify(MacAlg::HmacSha256, b"k", &[b"n"], tag.as_bytes()));
        assert!(!verify(
            MacAlg::HmacSha256,
            b"k",
            &[b"m"],
            &tag.as_bytes()[..31]
        ));
        assert!(!verify(MacAlg::HmacSha1, b"k", &[b"m"], &[]));
    }

    /// RFC 3711 B.2, the AES-CM test vector of SRTP.
    #[test]
    fn aes_cm_of_rfc_3711() {
        let key = hex!("2b7e151628aed2a6abf7158809cf4f3c");
        let iv = hex!("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000");
        let mut data = [0u8; 32];
        assert!(aes_cm(EncrAlg::AesCm128, &key, &iv, &mut data));
        assert_eq!(
            data,
            hex!("e03ead0935c95e80e166b16dd92b4eb4d23513162b02d0f72a43a2fe4a5f97ab")
        );
    }

    #[test]
    fn aes_cm_refuses_a_key_of_another_length() {
        let mut data = *b"untouched";
        assert!(!aes_cm(EncrAlg::AesCm256, &[0; 16], &[0; 16], &mut data));
        assert_eq!(&data, b"untouched");
    }

    /// A known implementation keys the HMAC with nothing where the key's length is a multiple of
    /// 32 octets; the output must depend on every octet of such keys.
    #[test]
    fn keys_of_whole_blocks_count() {
        for func in [Prf::Mikey1, Prf::HmacSha256] {
            for len in [31, 32, 33, 64, 96] {
                let base = prf(func, &vec![7; len], b"label", 32);
                assert_ne!(base, prf(func, &[], b"label", 32), "{len}");
                for at in [0, len / 2, len - 1] {
                    let mut key = vec![7; len];
                    key[at] ^= 1;
                    assert_ne!(base, prf(func, &key, b"label", 32), "octet {at} of {len}");
                }
            }
        }
    }

    /// 4.1.2: with one block the first output block is HMAC(s, HMAC(s, label) || label).
    #[test]
    fn one_block_is_hmac_of_a1_and_label() {
        let key = [3u8; 32];
        let a1 = mac(MacAlg::HmacSha256, &key, &[b"label"]);
        let p1 = mac(MacAlg::HmacSha256, &key, &[a1.as_bytes(), b"label"]);
        let a2 = mac(MacAlg::HmacSha256, &key, &[a1.as_bytes()]);
        let p2 = mac(MacAlg::HmacSha256, &key, &[a2.as_bytes(), b"label"]);
        let out = prf(Prf::HmacSha256, &key, b"label", 40);
        assert_eq!(out[..32], *p1.as_bytes());
        assert_eq!(out[32..], p2.as_bytes()[..8]);
    }

    #[test]
    fn two_equal_blocks_cancel_out() {
        assert_eq!(prf(Prf::Mikey1, &[9; 64], b"label", 45), vec![0; 45]);
    }

    #[test]
    fn a_label_in_parts_is_the_label() {
        let mut parts = [0; 20];
        KeyedPrf::new(Prf::Mikey1, b"key").derive(&[b"la", b"", b"bel"], &mut parts);
        assert_eq!(parts[..], prf(Prf::Mikey1, b"key", b"label", 20));
    }

    #[test]
    fn algorithm_numbers() {
        for n in 0..=255u8 {
            assert!(Prf::from_number(n).is_none_or(|p| p.number() == n && n < 2));
            assert!(MacAlg::from_number(n).is_none_or(|m| m.number() == n));
            assert!(EncrAlg::from_number(n).is_none_or(|e| e.number() == n));
        }
        assert!(MacAlg::from_number(0).is_none() && EncrAlg::from_number(0).is_none());
        assert!(EncrAlg::from_number(2).is_none());
    }
}

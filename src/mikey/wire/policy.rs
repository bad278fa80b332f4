//! SP, the security policy of a crypto session (RFC 3830 6.10, RFC 7714 14.2).
//!
//! ```text
//!  ! Next payload  ! Policy no     ! Prot type     ! Policy param  ~
//!  ~ length (cont) ! Policy param                                  ~
//!  Policy param:  ! Type ! Length ! Value ~
//! ```

use super::cs_map::PROT_SRTP;
use super::reader::Reader;
use crate::error::WireError;

/// An SP payload, its parameters checked to fill their length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecurityPolicyPayload<'a> {
    /// Policy no, by which the CS ID map names it.
    pub number: u8,
    /// Prot type.
    pub prot_type: u8,
    /// The parameters, type, length and value one behind the other.
    params: &'a [u8],
}

impl<'a> SecurityPolicyPayload<'a> {
    pub(super) fn read(r: &mut Reader<'a>) -> Result<Self, WireError> {
        let number = r.u8()?;
        let prot_type = r.u8()?;
        let params = r.field16()?;
        let mut inner = Reader::new(params);
        while inner.left() > 0 {
            inner
                .u8()
                .and_then(|_| inner.field8())
                .map_err(|_| WireError::PolicyParameters)?;
        }
        Ok(Self {
            number,
            prot_type,
            params,
        })
    }

    /// Type and value of each parameter.
    pub fn params(&self) -> impl Iterator<Item = (u8, &'a [u8])> + use<'a> {
        let mut r = Reader::new(self.params);
        std::iter::from_fn(move || Some((r.u8().ok()?, r.field8().ok()?)))
    }

    /// The same, owned.
    pub fn to_owned(&self) -> SecurityPolicy {
        SecurityPolicy {
            number: self.number,
            prot_type: self.prot_type,
            params: self
                .params()
                .map(|(kind, value)| (kind, value.to_vec()))
                .collect(),
        }
    }
}

/// A security policy to be sent, or received and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecurityPolicy {
    /// Policy no.
    pub number: u8,
    /// Prot type.
    pub prot_type: u8,
    /// Type and value (at most 255 octets) of each parameter.
    pub params: Vec<(u8, Vec<u8>)>,
}

/// An SRTP profile that this project uses (PROFILE 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SrtpProfile {
    /// AES-CM, 128-bit key, HMAC-SHA-1 tag of 80 bits; the default.
    AesCm128HmacSha1_80,
    /// The same with a tag of 32 bits (SRTCP keeps 80).
    AesCm128HmacSha1_32,
    /// AES-GCM with a 128-bit key (RFC 7714).
    AeadAes128Gcm,
    /// AES-GCM with a 256-bit key (RFC 7714).
    AeadAes256Gcm,
}

impl SrtpProfile {
    /// All of them, in the default order of preference.
    pub const ALL: [Self; 4] = [
        Self::AesCm128HmacSha1_80,
        Self::AesCm128HmacSha1_32,
        Self::AeadAes128Gcm,
        Self::AeadAes256Gcm,
    ];

    /// The name in the registry of SRTP protection profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::AesCm128HmacSha1_80 => "AES_CM_128_HMAC_SHA1_80",
            Self::AesCm128HmacSha1_32 => "AES_CM_128_HMAC_SHA1_32",
            Self::AeadAes128Gcm => "AEAD_AES_128_GCM",
            Self::AeadAes256Gcm => "AEAD_AES_256_GCM",
        }
    }

    /// Octets of the master key.
    pub fn key_len(self) -> usize {
        if self == Self::AeadAes256Gcm { 32 } else { 16 }
    }

    /// Octets of the master salt.
    pub fn salt_len(self) -> usize {
        if self.is_gcm() { 12 } else { 14 }
    }

    /// Octets of the tag behind an SRTP packet.
    pub fn tag_len(self) -> usize {
        match self {
            Self::AesCm128HmacSha1_80 => 10,
            Self::AesCm128HmacSha1_32 => 4,
            Self::AeadAes128Gcm | Self::AeadAes256Gcm => 16,
        }
    }

    /// The SP payload that asks for it: every parameter said, none left to a default.
    pub fn policy(self, number: u8) -> SecurityPolicy {
        let one = |kind: u8, value: usize| (kind, vec![value as u8]);
        let mut params = vec![
            one(
                param::ENCR_ALG,
                if self.is_gcm() {
                    ENCR_AES_GCM
                } else {
                    ENCR_AES_CM
                }
                .into(),
            ),
            one(param::ENCR_KEY_LEN, self.key_len()),
        ];
        if !self.is_gcm() {
            params.push(one(param::AUTH_ALG, 1));
            params.push(one(param::AUTH_KEY_LEN, 20));
        }
        params.push(one(param::SALT_LEN, self.salt_len()));
        params.push(one(param::PRF, 0));
        params.push(one(param::KDR, 0));
        params.push(one(param::SRTP_ENCR, 1));
        params.push(one(param::SRTCP_ENCR, 1));
        params.push(one(param::SRTP_AUTH, 1));
        if self.is_gcm() {
            params.push(one(param::AEAD_TAG_LEN, self.tag_len()));
        } else {
            params.push(one(param::TAG_LEN, self.tag_len()));
        }
        SecurityPolicy {
            number,
            prot_type: PROT_SRTP,
            params,
        }
    }

    /// The profile that a policy asks for; `None` for any other, and for a key derivation rate, for
    /// encryption or authentication off (PROFILE 2). What is left out has RFC 3830's default.
    pub fn of_policy(policy: &SecurityPolicy) -> Option<Self> {
        if policy.prot_type != PROT_SRTP {
            return None;
        }
        let mut seen = [None; 32];
        for (kind, value) in &policy.params {
            let slot = seen.get_mut(usize::from(*kind))?;
            let number = value.iter().try_fold(0u32, |sum, octet| {
                sum.checked_mul(256)?.checked_add(u32::from(*octet))
            })?;
            if value.is_empty() || slot.replace(number).is_some() {
                return None;
            }
        }
        let get = |kind: u8, default: u32| {
            seen.get(usize::from(kind))
                .copied()
                .flatten()
                .unwrap_or(default)
        };
        let on = [param::SRTP_ENCR, param::SRTCP_ENCR, param::SRTP_AUTH];
        if on.iter().any(|&kind| get(kind, 1) != 1)
            || get(param::PRF, 0) != 0
            || get(param::KDR, 0) != 0
            || get(param::FEC_ORDER, 0) != 0
            || get(param::PREFIX_LEN, 0) != 0
            || seen
                .get(13..20)
                .is_none_or(|unknown| unknown.iter().any(Option::is_some))
            || seen
                .get(21..)
                .is_none_or(|unknown| unknown.iter().any(Option::is_some))
        {
            return None;
        }
        Self::ALL.into_iter().find(|profile| {
            let keys = get(param::ENCR_KEY_LEN, 16) as usize == profile.key_len()
                && get(param::SALT_LEN, profile.salt_len() as u32) as usize == profile.salt_len();
            let tags = if profile.is_gcm() {
                get(param::ENCR_ALG, 1) == u32::from(ENCR_AES_GCM)
                    && get(param::AUTH_ALG, 0) == 0
                    && get(param::AEAD_TAG_LEN, 16) == 16
            } else {
                get(param::ENCR_ALG, 1) == u32::from(ENCR_AES_CM)
                    && get(param::AUTH_ALG, 1) == 1
                    && get(param::AUTH_KEY_LEN, 20) == 20
                    && get(param::AEAD_TAG_LEN, 0) == 0
                    && get(param::TAG_LEN, 10) as usize == profile.tag_len()
            };
            keys && tags
        })
    }

    fn is_gcm(self) -> bool {
        matches!(self, Self::AeadAes128Gcm | Self::AeadAes256Gcm)
    }
}

const ENCR_AES_CM: u8 = 1;
const ENCR_AES_GCM: u8 = 6;

/// SRTP policy parameter types (RFC 3830 table 6.10.1.a, RFC 7714 14.2).
mod param {
    pub const ENCR_ALG: u8 = 0;
    pub const ENCR_KEY_LEN: u8 = 1;
    pub const AUTH_ALG: u8 = 2;
    pub const AUTH_KEY_LEN: u8 = 3;
    pub const SALT_LEN: u8 = 4;
    pub const PRF: u8 = 5;
    pub const KDR: u8 = 6;
    pub const SRTP_ENCR: u8 = 7;
    pub const SRTCP_ENCR: u8 = 8;
    pub const FEC_ORDER: u8 = 9;
    pub const SRTP_AUTH: u8 = 10;
    pub const TAG_LEN: u8 = 11;
    pub const PREFIX_LEN: u8 = 12;
    pub const AEAD_TAG_LEN: u8 = 20;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_is_recognised() {
        for profile in SrtpProfile::ALL {
            assert_eq!(SrtpProfile::of_policy(&profile.policy(7)), Some(profile));
        }
    }

    #[test]
    fn weak_policies_are_none() {
        let with = |kind, value: u8| {
            let mut policy = SrtpProfile::AesCm128HmacSha1_80.policy(0);
            policy.params.retain(|(k, _)| *k != kind);
            policy.params.push((kind, vec![value]));
            SrtpProfile::of_policy(&policy)
        };
        for (kind, value) in [
            (0, 0),
            (0, 2),
            (2, 0),
            (6, 1),
            (7, 0),
            (8, 0),
            (10, 0),
            (11, 0),
            (13, 1),
        ] {
            assert_eq!(with(kind, value), None, "{kind} = {value}");
        }
        let mut twice = SrtpProfile::AesCm128HmacSha1_80.policy(0);
        twice.params.push((7, vec![1]));
        assert_eq!(SrtpProfile::of_policy(&twice), None);
    }
}

//! The keys of MIKEY and how they come from one another (RFC 3830 4.1, RFC 6043 5.1 and A.2).
//!
//! ```text
//!  PSK ----5.1.2---> auth_key encr_key salt_key   of REQUEST_* and RESOLVE_* (and of RFC 3830)
//!
//!  TPK ----A.2.1---> auth_key encr_key salt_key   of the Ticket Data, which encloses
//!                      MPK || {TEK|TGK|GTGK}
//!
//!  MPK --+-A.2.2---> MPKi --5.1.2--> keys of TRANSFER_INIT (without forking: all of the CSB)
//!        +-A.2.2---> MPKr --6.10---> key of Vr
//!                      |
//!                      +----5.1.1--> MPKr' --5.1.2--> keys of TRANSFER_RESP and CSB updates
//!                               ^
//!        TGK ----------5.1.1----|--> TGK' --+
//!        GTGK ------- (not forked) ---------+--5.1.3--> TEK, salt of each crypto session
//!                               |
//!                      (IDRr, RANDRkms) = modifier
//! ```
//!
//! One type a secret ([`secret`]); labels in [`label`]; encryption of key data in [`kemac`];
//! keys as they travel in key data in [`session`].

pub mod kemac;
pub mod label;
pub mod secret;
pub mod session;

pub use label::{Derived, MessageKeys, MessageLabel, SessionLabel};
pub use secret::{
    AuthKey, EncrKey, Mpk, MpkI, MpkR, MpkRForked, Psk, Salt, SaltKey, Secret, Tek, Tpk,
};
pub use session::{KeySpec, SessionKey};

use crate::crypto::{KeyedPrf, MacAlg, Prf};

/// What makes forked keys one responder's own (RFC 6043 5.1.1): IDRr and RANDRkms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modifier<'a> {
    /// ID Data of the IDRr of RESOLVE_RESP and TRANSFER_RESP.
    pub id: &'a [u8],
    /// The RAND of their RANDRkms.
    pub randr_kms: &'a [u8],
}

impl Modifier<'_> {
    /// TGK' from a TGK (RFC 6043 5.1.1).
    pub fn fork_tgk(&self, prf: Prf, tgk: &Secret) -> Secret {
        self.fork(prf, tgk.as_bytes(), label::constants::TGK_FORKED)
    }

    fn fork(&self, prf: Prf, inkey: &[u8], constant: [u8; 4]) -> Secret {
        let prf = KeyedPrf::new(prf, inkey);
        Secret::filled(inkey.len(), |out| {
            label::derive_forked(&prf, constant, self.id, self.randr_kms, out);
        })
    }
}

impl Mpk {
    /// MPKi and MPKr (RFC 6043 A.2.2); `rand` is the RAND of the Ticket Data.
    pub fn split(&self, prf: Prf, rand: &[u8]) -> (MpkI, MpkR) {
        let prf = KeyedPrf::new(prf, self.as_bytes());
        let derive = |constant| {
            Secret::filled(self.len(), |out| {
                label::derive_mpk(&prf, constant, rand, out)
            })
        };
        (
            MpkI(derive(label::constants::MPKI)),
            MpkR(derive(label::constants::MPKR)),
        )
    }
}

impl MpkR {
    /// MPKr' (RFC 6043 5.1.1).
    pub fn fork(&self, prf: Prf, modifier: &Modifier<'_>) -> MpkRForked {
        MpkRForked(modifier.fork(prf, self.as_bytes(), label::constants::MPKR_FORKED))
    }

    /// The key of Vr in Initiator Data (RFC 6043 6.10).
    pub fn initiator_data_key(&self, prf: Prf, alg: MacAlg) -> AuthKey {
        MessageKeys::new(prf, self.as_bytes(), MessageLabel::InitiatorData).auth(alg)
    }
}

//! MIKEY (RFC 3830) and MIKEY-TICKET (RFC 6043): codec, keys, exchanges.
//!
//! Deterministic: octets, time and randomness come in, octets and decisions go out. No I/O, no clock,
//! no generator of its own.
//!
//! ```text
//!   wire <-- keys <-- exchange          explain, sdp, identity stand beside wire
//! ```
#![forbid(unsafe_code)]

pub mod crypto;
pub mod error;
pub mod explain;
pub mod identity;
pub mod keys;
pub mod replay;
pub mod sdp;
pub mod time;
pub mod wire;

pub use error::{EntropyError, WireError};

/// Where randomness comes from: the operating system in programs, a counter in tests.
pub trait Entropy {
    /// Fills `out` with octets nobody can predict, or says why not.
    fn fill(&mut self, out: &mut [u8]) -> Result<(), EntropyError>;
}

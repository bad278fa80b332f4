//! The C ABI of keyfocus: what `include/keyfocus.h` declares.
//!
//! Conventions (one page of them is in `ffi/README.md`): `KF_OK` is 0; text and octets go in as pointer
//! and length; outputs are written only on success, except where a function says so; NULL where an
//! object is needed is an error code; no function unwinds into its caller.
//!
//! ```text
//!   C program --> kf_*  --> boundary (NULL, panic) --> mikey / keyfocus
//! ```

mod boundary;
mod decode;
mod result;
mod version;

pub use decode::{KfFormat, kf_decode};
pub use result::{KfResult, kf_strerror};
pub use version::kf_version;

//! Which library this is.

use std::ffi::{CStr, c_char};

const VERSION: &CStr =
    match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(version) => version,
        Err(_) => panic!("a version has no NUL inside"), // found at compile time
    };

/// The version of the library that is loaded, as "MAJOR.MINOR.PATCH"; compare with `KF_VERSION`, the header's.
///
/// Returns: a text ending in NUL that lives as long as the library; never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn kf_version() -> *const c_char {
    VERSION.as_ptr()
}

//! Result codes: stable numbers, never used twice.

use std::ffi::c_char;

/// What a `kf_` function says of its call. Numbers are stable; a code that retires is not given again.
#[repr(C)]
#[allow(clippy::enum_variant_names)] // C has no namespaces: these become KF_OK, KF_ERR_NULL
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KfResult {
    /// Done; the outputs are written.
    KfOk = 0,
    /// A fault inside the library was caught; the call did nothing.
    KfErrPanic = 1,
    /// A pointer that must not be NULL is NULL.
    KfErrNull = 2,
    /// A length or a number is outside its range.
    KfErrRange = 3,
    /// The output buffer is too short; the needed size is told.
    KfErrBufferTooShort = 4,
    /// The octets are no MIKEY message.
    KfErrMalformed = 5,
}

impl KfResult {
    const ALL: [(KfResult, &'static std::ffi::CStr); 6] = [
        (KfResult::KfOk, c"ok"),
        (
            KfResult::KfErrPanic,
            c"a fault inside the library was caught",
        ),
        (
            KfResult::KfErrNull,
            c"a pointer that must not be NULL is NULL",
        ),
        (
            KfResult::KfErrRange,
            c"a length or number is outside its range",
        ),
        (
            KfResult::KfErrBufferTooShort,
            c"the output buffer is too short",
        ),
        (KfResult::KfErrMalformed, c"not a MIKEY message"),
    ];
}

/// The meaning of a result code, in English, ending in NUL; a number that is no code gives "unknown result code".
///
/// Parameters: `code`, a `kf_result` as a plain number, so that any value may be asked.
/// Returns: a text that lives as long as the library; never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn kf_strerror(code: i32) -> *const c_char {
    KfResult::ALL
        .iter()
        .find(|(result, _)| *result as i32 == code)
        .map_or(c"unknown result code", |(_, text)| text)
        .as_ptr()
}

//! Where C meets Rust: no panic passes, no NULL is followed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::result::KfResult;

/// Runs the body of a C function; a panic in it becomes `KF_ERR_PANIC`.
///
/// The body owns or borrows only what the call brought, so nothing half-changed outlives a panic.
pub(crate) fn boundary(body: impl FnOnce() -> KfResult) -> KfResult {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or(KfResult::KfErrPanic)
}

/// The octets a caller passed as pointer and length; NULL only with length 0.
///
/// # Safety
/// `data` points to `len` readable octets that stay unchanged for `'a`, or is NULL.
pub(crate) unsafe fn octets<'a>(data: *const u8, len: usize) -> Result<&'a [u8], KfResult> {
    if data.is_null() {
        return if len == 0 {
            Ok(&[])
        } else {
            Err(KfResult::KfErrNull)
        };
    }
    if len > isize::MAX as usize {
        return Err(KfResult::KfErrRange);
    }
    // SAFETY: not NULL, and the caller vouches for the length.
    Ok(unsafe { std::slice::from_raw_parts(data, len) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_code() {
        assert_eq!(boundary(|| panic!("asked for")), KfResult::KfErrPanic);
        assert_eq!(boundary(|| KfResult::KfOk), KfResult::KfOk);
    }

    #[test]
    fn null_is_an_empty_input_only_without_length() {
        // SAFETY: NULL is never followed.
        unsafe {
            assert_eq!(octets(std::ptr::null(), 0), Ok(&[][..]));
            assert_eq!(octets(std::ptr::null(), 1), Err(KfResult::KfErrNull));
        }
    }
}

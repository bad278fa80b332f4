//! `kf_decode`: a MIKEY message explained.

use std::ffi::c_char;

use mikey::explain;
use mikey::wire::Message;

use crate::boundary::{boundary, octets};
use crate::result::KfResult;

/// How a decoded message is written.
#[repr(C)]
#[allow(clippy::enum_variant_names)] // C has no namespaces: these become KF_TEXT, KF_JSON
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KfFormat {
    /// One line a field, for people.
    KfText = 0,
    /// One JSON object.
    KfJson = 1,
}

/// Explains a MIKEY message (RFC 3830, RFC 6043); key material is redacted. Nothing is verified.
///
/// Parameters: `message`, `message_len`: the message, raw octets (not base64). `format`: a `kf_format` as
/// a plain number. `out`, `out_size`: a buffer of the caller's for the text and its ending NUL; NULL with size 0
/// asks for the size alone. `needed`: the octets that the text and its NUL take; written on `KF_OK` and on
/// `KF_ERR_BUFFER_TOO_SHORT`.
/// Returns: `KF_OK`; `KF_ERR_NULL`; `KF_ERR_RANGE` (a format that does not exist); `KF_ERR_MALFORMED`;
/// `KF_ERR_BUFFER_TOO_SHORT`, nothing but `needed` is written.
///
/// # Safety
/// The pointers are NULL or point to as many octets as their lengths say.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn kf_decode(
    message: *const u8,
    message_len: usize,
    format: i32,
    out: *mut c_char,
    out_size: usize,
    needed: *mut usize,
) -> KfResult {
    boundary(|| {
        if needed.is_null() || (out.is_null() && out_size > 0) {
            return KfResult::KfErrNull;
        }
        // SAFETY: the caller vouches for pointer and length.
        let message = match unsafe { octets(message, message_len) } {
            Ok(message) => message,
            Err(code) => return code,
        };
        let Ok(message) = Message::parse(message) else {
            return KfResult::KfErrMalformed;
        };
        let text = match format {
            f if f == KfFormat::KfText as i32 => explain::text(&message),
            f if f == KfFormat::KfJson as i32 => explain::json(&message),
            _ => return KfResult::KfErrRange,
        };
        // SAFETY: checked for NULL above; the caller vouches that it is writable.
        unsafe { needed.write(text.len() + 1) };
        if out_size <= text.len() {
            return KfResult::KfErrBufferTooShort;
        }
        // SAFETY: `out` holds `out_size` octets, more than the text's; a fresh String does not overlap it.
        unsafe {
            std::ptr::copy_nonoverlapping(text.as_ptr(), out.cast::<u8>(), text.len());
            out.add(text.len()).write(0);
        }
        KfResult::KfOk
    })
}

//! A cursor that cannot run past its end.

use crate::error::WireError;

/// Reads big-endian fields off the front of a slice. Every read either consumes what it returns or
/// fails and consumes nothing.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// At the first octet of `octets`.
    pub fn new(octets: &'a [u8]) -> Self {
        Self { rest: octets }
    }

    /// Octets not yet read.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    /// The next `n` octets.
    pub fn take(&mut self, n: usize) -> Result<&'a [u8], WireError> {
        let (taken, rest) = self.rest.split_at_checked(n).ok_or(WireError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// One octet.
    pub fn u8(&mut self) -> Result<u8, WireError> {
        self.array().map(|[octet]| octet)
    }

    /// Two octets.
    pub fn u16(&mut self) -> Result<u16, WireError> {
        self.array().map(u16::from_be_bytes)
    }

    /// Four octets.
    pub fn u32(&mut self) -> Result<u32, WireError> {
        self.array().map(u32::from_be_bytes)
    }

    /// Eight octets.
    pub fn u64(&mut self) -> Result<u64, WireError> {
        self.array().map(u64::from_be_bytes)
    }

    /// A field that begins with its length in 8 bits.
    pub fn field8(&mut self) -> Result<&'a [u8], WireError> {
        let mut ahead = *self;
        let len = usize::from(ahead.u8()?);
        let field = ahead.take(len)?;
        *self = ahead;
        Ok(field)
    }

    /// A field that begins with its length in 16 bits.
    pub fn field16(&mut self) -> Result<&'a [u8], WireError> {
        let mut ahead = *self;
        let len = usize::from(ahead.u16()?);
        let field = ahead.take(len)?;
        *self = ahead;
        Ok(field)
    }

    /// Nothing may be left.
    pub fn finish(self) -> Result<(), WireError> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(WireError::Trailing)
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], WireError> {
        let (array, rest) = self.rest.split_first_chunk().ok_or(WireError::Truncated)?;
        self.rest = rest;
        Ok(*array)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_read_consumes_nothing() {
        let mut r = Reader::new(&[0, 3, 1, 2]);
        assert_eq!(r.field16(), Err(WireError::Truncated));
        assert_eq!(r.left(), 4);
        assert_eq!(r.u64(), Err(WireError::Truncated));
        assert_eq!(r.u32(), Ok(0x0003_0102));
        assert_eq!(r.u8(), Err(WireError::Truncated));
        assert_eq!(r.finish(), Ok(()));
    }
}

//! The `keyfocus` command; everything is in [`keyfocus::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    keyfocus::cli::main()
}

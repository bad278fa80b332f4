//! The `keyfocus` command line: one binary, one subcommand for each job.
//!
//! ```text
//! keyfocus [--json] decode     what a MIKEY message says               (cli/decode.rs)
//! ```
//!
//! A subcommand is a struct that derives [`clap::Args`] and has
//! `run(self, out: Output) -> Result<(), Failure>`. What it finds out goes to standard output, as
//! text or, with `--json`, as one JSON document; what went wrong goes to standard error as one line.
//! Exit status: 0 done, 1 refused or failed, 2 wrong usage. No key is ever printed.

mod decode;

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use serde::Serialize;

/// Keys for secure SIP conferences: MIKEY-TICKET (RFC 6043).
#[derive(Debug, Parser)]
#[command(name = "keyfocus", version, about, disable_help_subcommand = true)]
struct Cli {
    /// Print the result as one JSON document
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Decode(decode::Decode),
}

/// Runs the command line of this process and tells its exit status.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let out = Output { json: cli.json };
    let result = match cli.command {
        Command::Decode(decode) => decode.run(out),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("keyfocus: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Where and how a subcommand says what it found.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
}

impl Output {
    /// True when the caller asked for JSON.
    pub fn is_json(self) -> bool {
        self.json
    }

    /// Prints `value` as JSON, or `text` (which ends without a newline; empty prints nothing).
    pub fn show(self, value: &impl Serialize, text: impl Display) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        let line = if self.json {
            serde_json::to_string_pretty(value).map_err(Failure::new)?
        } else {
            text.to_string()
        };
        if line.is_empty() {
            return Ok(());
        }
        writeln!(out, "{line}").map_err(|e| Failure::new(format_args!("standard output: {e}")))
    }
}

/// Why a subcommand did not do its job, as the one line that the user reads.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// A failure that reads as `reason`.
    pub fn new(reason: impl Display) -> Self {
        Self(reason.to_string())
    }
}

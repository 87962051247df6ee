//! What must never be in the code.

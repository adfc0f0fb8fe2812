//! varn

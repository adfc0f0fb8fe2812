//! Documents and workbooks as their readers see them.

mod any_text;
mod docx;
mod pdf;
mod sample;
mod sheets;
mod tools;

//! XLS made in code: bare streams, and one in a compound file.

use crate::common::{opened, refused, texts, value};
use varn_sheets::{Format, Merge, Value};

const BIFF5: u16 = 0x0500;
const BIFF8: u16 = 0x0600;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("short");
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

fn begin(version: u16, substream: u16) -> Vec<u8> {
    record(0x0809, &[version.to_le_bytes(), substream.to_le_bytes()].concat())
}

fn numbers(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_le_bytes()).collect()
}

/// A stream with these globals and one hidden sheet named "Å" with these records.
fn stream(version: u16, globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
    let head = [begin(version, 5), globals.concat()].concat();
    let listed = |start: usize| {
        let start = u32::try_from(start).expect("short").to_le_bytes();
        let name: &[u8] = if version == BIFF8 { &[1, 0, 0xC5] } else { &[1, 0xC5] };
        record(0x0085, &[&start[..], &[1, 0], name].concat())
    };
    let start = head.len() + listed(0).len() + record(0x000A, &[]).len();
    let end = record(0x000A, &[]);
    [head, listed(start), end.clone(), begin(version, 0x10), sheet.concat(), end].concat()
}

fn at(row: u16, column: u16, style: u16, rest: &[u8]) -> Vec<u8> {
    [numbers(&[row, column, style]), rest.to_vec()].concat()
}

/// A style: number of the format, and the colour of a solid fill.
fn style8(format: u16, colour: u16) -> Vec<u8> {
    let mut data = vec![0; 20];
    data[2..4].copy_from_slice(&format.to_le_bytes());
    if colour > 0 {
        data[14..18].copy_from_slice(&(1_u32 << 26).to_le_bytes());
        data[18..20].copy_from_slice(&colour.to_le_bytes());
    }
    record(0x00E0, &data)
}

fn sample() -> Vec<u8> {
    let shared =
        [&[3, 0, 0, 0, 3, 0, 0, 0][..], &[3, 0, 0, b'L', 0xF6, b'n'], &[4, 0, 0, b'V', 0xE5]].concat();
    // The second text goes on after a break with wide characters; the third has letter forms and a reading aid.
    let more =
        [&[1][..], &[b'r', 0, 0x13, 0x20], &[1, 0, 0x0C, 1, 0, 2, 0, 0, 0, b'x', 9, 9, 9, 9, 8, 8]].concat();
    let format = [numbers(&[164, 10]), vec![0], b"yyyy-mm-dd".to_vec()].concat();
    let globals = [
        record(0x041E, &format),
        style8(0, 0),
        style8(164, 10),
        record(0x00FC, &shared),
        record(0x003C, &more),
    ];
    let text_result = at(1, 0, 0, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0]);
    let chart = [begin(BIFF8, 0x20), record(0x0203, &at(9, 9, 0, &1_f64.to_le_bytes())), record(0x000A, &[])]
        .concat();
    let sheet = [
        record(0x007D, &numbers(&[1, 2, 2000, 0, 1, 0])),
        record(0x00FD, &at(0, 0, 0, &0_u32.to_le_bytes())),
        record(0x00FD, &at(0, 1, 0, &1_u32.to_le_bytes())),
        record(0x00FD, &at(0, 2, 0, &2_u32.to_le_bytes())),
        record(0x0203, &at(0, 3, 1, &37653_f64.to_le_bytes())),
        record(
            0x00BD,
            &[
                numbers(&[0, 4, 0]),
                0x3FF0_0000_u32.to_le_bytes().to_vec(),
                numbers(&[1]),
                0x3FF0_0001_u32.to_le_bytes().to_vec(),
                numbers(&[5]),
            ]
            .concat(),
        ),
        record(0x0006, &text_result),
        record(0x0207, &[4, 0, 0, b's', b'v', b'a', b'r']),
        record(0x0205, &at(1, 1, 0, &[1, 0])),
        record(0x0205, &at(1, 2, 0, &[0x17, 1])),
        record(0x0204, &at(1, 3, 0, &[1, 0, 0, b'y'])),
        record(0x00BE, &numbers(&[1, 4, 1, 1, 5])),
        chart,
        record(0x00E5, &numbers(&[1, 0, 1, 0, 0])),
    ];
    stream(BIFF8, &globals, &sheet)
}

fn check(bytes: &[u8]) {
    let workbook = opened(bytes);
    let sheet = &workbook.sheets[0];
    assert_eq!((workbook.format, sheet.name.as_str(), sheet.hidden), (Format::Xls, "Å", true));
    let expected =
        [vec!["Lön", "Vår–", "x", "2003-02-01", "1", "00:14:24"], vec!["svar", "TRUE", "#REF!", "y", "", ""]];
    assert_eq!(texts(sheet), expected);
    assert_eq!(value(sheet, 1, 2), &Value::Error("#REF!".into()));
    assert_eq!(sheet.rows[0].cells[3].fill, Some([255, 0, 0]));
    assert_eq!(sheet.rows[1].cells[5].fill, Some([255, 0, 0]));
    assert_eq!(sheet.rows[0].cells[3].format.as_deref(), Some("yyyy-mm-dd"));
    assert_eq!(sheet.hidden_columns, [1, 2]);
    assert_eq!(sheet.merges, [Merge { first_row: 0, first_column: 0, last_row: 1, last_column: 0 }]);
}

#[test]
fn biff8_as_a_bare_stream() {
    check(&sample());
}

/// A compound file with one stream of at least 4,096 bytes, as those below are kept elsewhere.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    let sectors = u32::try_from(stream.len().div_ceil(SECTOR)).expect("short");
    let mut header = vec![0; SECTOR];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    let mut put = |at: usize, value: u32| header[at..at + 4].copy_from_slice(&value.to_le_bytes());
    put(30, 9);
    for (place, value) in [(44, 1), (48, 1), (56, 4096), (60, END), (68, END), (76, 0)] {
        put(place, value);
    }
    for place in (80..SECTOR).step_by(4) {
        put(place, u32::MAX);
    }
    let chain = (2..2 + sectors).map(|sector| if sector == 1 + sectors { END } else { sector + 1 });
    let mut table: Vec<u8> = [0xFFFF_FFFD, END].into_iter().chain(chain).flat_map(u32::to_le_bytes).collect();
    table.resize(SECTOR, 0xFF);
    let entry = |name: &str, kind: u8, start: u32, size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let length = u16::try_from(entry.len()).expect("short");
        entry.resize(128, 0);
        entry[64..66].copy_from_slice(&length.to_le_bytes());
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&u32::try_from(size).expect("short").to_le_bytes());
        entry
    };
    let mut directory = [entry("Root Entry", 5, END, 0), entry(name, 2, 2, stream.len())].concat();
    directory.resize(SECTOR, 0);
    let mut body = stream.to_vec();
    body.resize(sectors as usize * SECTOR, 0);
    [header, table, directory, body].concat()
}

#[test]
fn biff8_in_a_compound_file() {
    let mut stream = sample();
    stream.resize(5000, 0);
    let file = compound("WORKBOOK", &stream);
    check(&file);
    assert_eq!(refused(&file[..4000]).code(), "corrupt_container");
    assert_eq!(refused(&file[..100]).code(), "corrupt_container");
}

#[test]
fn an_encrypted_document_and_a_foreign_one() {
    assert_eq!(refused(&compound("EncryptedPackage", &[0; 5000])).code(), "encrypted");
    assert_eq!(refused(&compound("WordDocument", &[0; 5000])).code(), "unknown_format");
    let password = stream(BIFF8, &[record(0x002F, &[0; 6])], &[]);
    assert_eq!(refused(&password).code(), "encrypted");
    assert_eq!(refused(&stream(0x0200, &[], &[])).code(), "unknown_format");
}

#[test]
fn biff5_has_bytes_in_a_code_page() {
    let sheet = [
        record(0x0204, &at(0, 0, 0, &[3, 0, b'L', 0xF6, b'n'])),
        record(0x0203, &at(0, 1, 0, &7_f64.to_le_bytes())),
    ];
    let mut style = vec![0; 16];
    style[2] = 14;
    style[8] = 13;
    style[10] = 1;
    let workbook = opened(&stream(BIFF5, &[record(0x00E0, &style)], &sheet));
    assert_eq!(texts(&workbook.sheets[0]), [["Lön", "1900-01-07"]]);
    assert_eq!(workbook.sheets[0].rows[0].cells[0].fill, Some([255, 255, 0]));
    let mac = [record(0x0042, &numbers(&[10_000]))];
    let sheet = [record(0x0204, &at(0, 0, 0, &[3, 0, b'L', 0x9A, b'n']))];
    assert_eq!(texts(&opened(&stream(BIFF5, &mac, &sheet)).sheets[0]), [["Lön"]]);
}

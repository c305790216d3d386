//! The file of a text: where it may lie, how large it may be, and in which form and encoding it is.

use crate::import::{
    error::{ImportError, shown},
    input::{Input, ending, file_name},
    intake::Intake,
};
use std::{
    fs,
    io::Read as _,
    path::{Component, Path, PathBuf},
};

/// The most bytes that a text may have: 2 MiB, some 300,000 words.
const MOST: u64 = 2 << 20;
/// The most tags that a page may have: each may cost a look at all that are open.
const MOST_TAGS: usize = 50_000;
/// How much of a page is searched for the encoding that it states, in bytes.
const HEAD: usize = 4_096;

/// In which form a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Markdown,
    Page,
}

impl Form {
    fn of(path: &Path) -> Option<Self> {
        match ending(path) {
            (false, ending) => match ending.as_str() {
                "txt" => Some(Self::Plain),
                "md" | "markdown" => Some(Self::Markdown),
                "html" | "htm" => Some(Self::Page),
                _ => None,
            },
            (true, _) => None,
        }
    }

    /// What it is called in the list of files.
    pub(super) fn told(self) -> String {
        let form = match self {
            Self::Plain => "plain text",
            Self::Markdown => "Markdown",
            Self::Page => "web page",
        };
        form.to_owned()
    }
}

/// What is wrong with a path, to be told with the line of the table.
pub(super) struct Wrong {
    what: String,
    way_out: &'static str,
}

impl Wrong {
    pub(super) fn told(self, table: &Path, line: u64) -> ImportError {
        ImportError::line(&file_name(table), line, self.what, self.way_out)
    }
}

/// The file called `name` beside `table`. It must lie there, however it is reached: a path that leads out, also through a link, is wrong.
pub(super) fn beside(table: &Path, name: &str) -> Result<PathBuf, Wrong> {
    const WAY_OUT: &str = "put the text into the folder of the table, and write its path as seen from there";
    let wrong = |what: String| Wrong { what, way_out: WAY_OUT };
    let plain = |part: Component| matches!(part, Component::Normal(_) | Component::CurDir);
    if !Path::new(name).components().all(plain) || name.contains('\\') {
        return Err(wrong(format!("the file `{}` is not beside the table", shown(name))));
    }
    let folder = match table.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let path = folder.join(name);
    if Form::of(&path).is_none() {
        let what = format!("the file `{}` is no text known here", shown(name));
        return Err(Wrong {
            what,
            way_out: "texts end in .txt, .md or .html; save the text as one of these",
        });
    }
    match (fs::canonicalize(folder), fs::canonicalize(&path)) {
        (Ok(folder), Ok(real)) if real.starts_with(&folder) => Ok(path),
        (Ok(_), Ok(_)) => {
            Err(wrong(format!("the file `{}` leads out of the folder of the table", shown(name))))
        }
        _ => Err(wrong(format!("the file `{}` is not there, or may not be read", shown(name)))),
    }
}

/// Opens the text at `path`; its content is UTF-8 from then on.
pub(super) fn open(path: &Path, intake: &mut Intake) -> Result<(Input, Form), ImportError> {
    let name = file_name(path);
    (intake.progress)(&format!("reading {name}"));
    intake.opened.push(path.to_owned());
    let form = Form::of(path).expect("its ending was looked at before");
    let content = bytes(path, &name)?;
    let mut input = Input::of_bytes(name, path, content)?;
    decode(&mut input, form)?;
    #[allow(clippy::naive_bytecount, reason = "a file of at most 2 MiB")]
    let tags = input.content.iter().filter(|&&byte| byte == b'<').count();
    if form == Form::Page && tags > MOST_TAGS {
        let what = format!("the page has more than {MOST_TAGS} tags");
        return Err(ImportError::file(&input.name, what, "save the text that it shows as .txt"));
    }
    Ok((input, form))
}

fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, ImportError> {
    let failed = |cause| ImportError::Read { path: path.to_owned(), cause };
    if !fs::metadata(path).map_err(failed)?.is_file() {
        return Err(ImportError::file(name, "it is not a file", "name a file for each text"));
    }
    let mut content = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(MOST + 1).read_to_end(&mut content).map_err(failed)?;
    if content.len() as u64 > MOST {
        return Err(ImportError::file(
            name,
            "it has more than 2 MiB",
            "give the text alone, without what stands around it",
        ));
    }
    if content.starts_with(&[0x1f, 0x8b]) {
        return Err(ImportError::file(name, "it is packed", "unpack it"));
    }
    Ok(content)
}

/// Turns the content into UTF-8. UTF-16 is known by its mark, other encodings by what a page states; none is guessed, for a text that
/// is read in the wrong one has other words.
fn decode(input: &mut Input, form: Form) -> Result<(), ImportError> {
    const WAY_OUT: &str = "save it in UTF-8";
    let marked = encoding_rs::Encoding::for_bom(&input.content).map(|(encoding, _)| encoding);
    let is_utf16 = marked.is_some_and(|encoding| encoding != encoding_rs::UTF_8);
    if !is_utf16 && input.content.contains(&0) {
        return Err(ImportError::file(&input.name, "it is no text: a byte of it is zero", WAY_OUT));
    }
    let is_utf8 = std::str::from_utf8(&input.content).is_ok();
    if is_utf16 || is_utf8 {
        let encoding = input.recode()?;
        input.decoded = is_utf16.then_some(encoding);
        return Ok(());
    }
    let stated = (form == Form::Page).then(|| stated_encoding(&input.content)).flatten();
    let Some(encoding) = stated.filter(|encoding| *encoding != encoding_rs::UTF_8) else {
        return Err(ImportError::file(&input.name, "it is not valid UTF-8 text", WAY_OUT));
    };
    let (text, wrong) = encoding.decode_without_bom_handling(&input.content);
    if wrong {
        let what = format!("it is not valid {} text, which it says it is", encoding.name());
        return Err(ImportError::file(&input.name, what, WAY_OUT));
    }
    let text = text.into_owned().into_bytes();
    input.content = text;
    input.decoded = Some(encoding.name());
    Ok(())
}

/// The encoding that a page states in its first bytes, as `charset=windows-1256`.
fn stated_encoding(content: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = String::from_utf8_lossy(&content[..content.len().min(HEAD)]).to_ascii_lowercase();
    let label = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let end = label.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:.".contains(letter));
    encoding_rs::Encoding::for_label(&label.as_bytes()[..end.unwrap_or(label.len())])
}

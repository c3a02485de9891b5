//! The whole app without a window: every command through Tauri's mock runtime, with the
//! capabilities as shipped, over a real library in a folder of its own.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};
use sheaf::app::App;
use sheaf::data_folder::DataFolder;
use sheaf::events;
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{Listener, Manager, WebviewWindow, WebviewWindowBuilder};

/// How long an event may take to arrive before a test fails.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long silence must last to count as silence.
const SILENCE: Duration = Duration::from_millis(150);

const ORIGIN: &str = if cfg!(windows) {
    "http://tauri.localhost"
} else {
    "tauri://localhost"
};

/// A running app over a library of its own.
pub struct Sheaf {
    window: WebviewWindow<MockRuntime>,
    events: Receiver<(&'static str, Value)>,
    app: tauri::App<MockRuntime>,
    folder: tempfile::TempDir,
}

impl Sheaf {
    /// An app over an empty library.
    pub fn new() -> Self {
        Self::over(tempfile::tempdir().unwrap())
    }

    /// An app over a library with one-to-one conversations `C2Ctelegram:user1`, `…user2`, … of one
    /// message each; the last is the newest.
    pub fn with_conversations(count: u32) -> Self {
        let sheaf = Self::new();
        let export = sheaf.folder.path().join("result.json");
        std::fs::write(&export, telegram_export(count).to_string()).unwrap();
        sheaf.ok("import_files", json!({ "paths": [export] }));
        sheaf.forget_events();
        sheaf
    }

    /// An app over what is in a folder: its data is in `data`.
    pub fn over(folder: tempfile::TempDir) -> Self {
        let app = sheaf::with_commands(mock_builder())
            .build(sheaf::context())
            .unwrap();
        let data = DataFolder::choose(Some(folder.path().join("data")), "test").unwrap();
        let (sender, received) = channel();
        for name in [
            events::GROUP_LIST,
            events::GROUP_LOOKS,
            events::CONVERSATION_LIST,
            events::IN_GROUP,
            events::UNREAD_TOTAL,
            events::IMPORT_PROGRESS,
        ] {
            let sender = sender.clone();
            app.listen_any(name, move |event| {
                let payload = serde_json::from_str(event.payload()).unwrap();
                // The test may have ended before the last event.
                let _ = sender.send((name, payload));
            });
        }
        let library = sheaf::open_library(app.handle(), &data);
        app.manage(App::new(data, library, Vec::new()));
        let window = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default())
            .build()
            .unwrap();
        Self {
            window,
            events: received,
            app,
            folder,
        }
    }

    /// The same library in an app started anew.
    pub fn restarted(self) -> Self {
        let Self {
            folder,
            app,
            window,
            ..
        } = self;
        drop(window);
        drop(app);
        Self::over(folder)
    }

    /// A folder that goes away with the app.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file into the app's folder.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// Gives files to the app as its command line does.
    pub fn give(&self, files: Vec<PathBuf>) {
        self.app.state::<App>().give(files);
    }

    /// Calls a command as the window does.
    pub fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call_from(&self.window, command, arguments)
    }

    /// Calls a command that must succeed.
    #[track_caller]
    pub fn ok(&self, command: &str, arguments: Value) -> Value {
        self.call(command, arguments.clone())
            .unwrap_or_else(|error| panic!("{command} {arguments}: {error}"))
    }

    /// Calls a command that must fail, and gives its code.
    #[track_caller]
    pub fn code(&self, command: &str, arguments: Value) -> i64 {
        match self.call(command, arguments.clone()) {
            Ok(value) => panic!("{command} {arguments} succeeded: {value}"),
            Err(error) => error["code"]
                .as_i64()
                .unwrap_or_else(|| panic!("{command} {arguments}: no code in {error}")),
        }
    }

    /// The rows of conversations.
    #[track_caller]
    pub fn rows(&self, ids: &[String]) -> Vec<Value> {
        let found = self.ok("find_rows", json!({ "conversationIDList": ids }));
        let rows = found.as_array().unwrap();
        rows.iter().map(|row| row["rowID"].clone()).collect()
    }

    /// Makes a group of conversations.
    #[track_caller]
    pub fn group(&self, name: &str, ids: &[String]) {
        let request = json!({ "groupName": name, "conversationIDList": ids });
        self.ok("create_conversation_group", request);
    }

    /// The ids that `get_conversation_list` gives for some options, in its order.
    #[track_caller]
    pub fn listed(&self, options: Value) -> Vec<String> {
        let answer = self.ok("get_conversation_list", json!({ "options": options }));
        assert_eq!(answer["isSyncCompleted"], true);
        let list = answer["conversationList"].as_array().unwrap();
        list.iter()
            .map(|conversation| conversation["conversationID"].as_str().unwrap().to_owned())
            .collect()
    }

    /// That each call is refused with its code.
    #[track_caller]
    pub fn refuses(&self, cases: impl IntoIterator<Item = (&'static str, Value, i64)>) {
        for (command, arguments, code) in cases {
            assert_eq!(
                self.code(command, arguments.clone()),
                code,
                "{command} {arguments}"
            );
        }
    }

    /// Opens a second window that no capability speaks of.
    pub fn stranger(&self) -> WebviewWindow<MockRuntime> {
        WebviewWindowBuilder::new(&self.app, "stranger", tauri::WebviewUrl::default())
            .build()
            .unwrap()
    }

    /// The next `count` events in their order, and that no more come.
    #[track_caller]
    pub fn events(&self, count: usize) -> Vec<(&'static str, Value)> {
        let told: Vec<_> = (0..count)
            .map(|n| {
                self.events
                    .recv_timeout(PATIENCE)
                    .unwrap_or_else(|_| panic!("event {} of {count} did not come", n + 1))
            })
            .collect();
        if let Ok(more) = self.events.recv_timeout(SILENCE) {
            panic!("one event too many after {told:?}: {more:?}");
        }
        told
    }

    /// The next event, or none when there is silence.
    pub fn next_event(&self) -> Option<(&'static str, Value)> {
        self.events.recv_timeout(SILENCE).ok()
    }

    /// Waits until events have been silent and forgets them.
    pub fn forget_events(&self) {
        while self.next_event().is_some() {}
    }
}

/// Calls a command from `window`.
pub fn call_from(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    arguments: Value,
) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: ORIGIN.parse().unwrap(),
        body: InvokeBody::Json(arguments),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.into(),
    };
    get_ipc_response(window, request).map(|body| match body {
        InvokeResponseBody::Json(text) => serde_json::from_str(&text).unwrap(),
        // Bytes read as the little-endian u32 that they are.
        InvokeResponseBody::Raw(bytes) => bytes
            .chunks_exact(4)
            .map(|word| u32::from_le_bytes(word.try_into().unwrap()))
            .collect(),
    })
}

/// A Telegram account with `count` one-to-one chats of one message each.
pub fn telegram_export(count: u32) -> Value {
    let chats: Vec<Value> = (1..=count)
        .map(|n| {
            json!({
                "name": format!("Person {n}"), "type": "personal_chat", "id": n,
                "messages": [{
                    "id": 1, "type": "message", "date": "2024-05-01T10:00:00",
                    "date_unixtime": (1_714_557_600 + n).to_string(),
                    "from": format!("Person {n}"), "from_id": format!("user{n}"),
                    "text": format!("Hello from {n}"), "text_entities": [],
                }],
            })
        })
        .collect();
    json!({
        "about": "An export.",
        "personal_information": { "user_id": 999, "first_name": "Owner" },
        "chats": { "about": "", "list": chats },
    })
}

/// The id of the n-th conversation of [`Sheaf::with_conversations`].
pub fn id(n: u32) -> String {
    format!("C2Ctelegram:user{n}")
}

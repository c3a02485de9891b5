//! Two copies of one library: Sheaf changes the first, and the very rows that this changed are then
//! written to the second with bare rusqlite in one transaction. Whatever an operation does, it is
//! compared with the writing that cannot be left out.

use std::path::Path;

use anyhow::{Result, ensure};
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};
use sheaf_core::Library;

use super::clock::time;
use crate::bare::{DATABASE, connect};

/// The tables that operations write, parents before children.
const TABLES: [&str; 7] = [
    "conversation_group",
    "conversation",
    "mark",
    "membership",
    "operation",
    "setting",
    "library",
];

/// The two copies.
pub struct Mirror {
    library: Library,
    bare: Connection,
    /// Sees both: `main` is Sheaf's, `bare` the other.
    watch: Connection,
    tables: Vec<Table>,
}

struct Table {
    name: &'static str,
    columns: Vec<String>,
    /// Which columns are the key.
    key: Vec<usize>,
}

/// Statements with the rows that each is run for, in order.
#[derive(Default)]
struct Script(Vec<(String, Vec<Vec<Value>>)>);

impl Mirror {
    /// Takes over the library in `folder` and copies it to `copy`.
    pub fn new(folder: &Path, copy: &Path) -> Result<Self> {
        drop(connect(folder)?);
        std::fs::create_dir_all(copy)?;
        std::fs::copy(folder.join(DATABASE), copy.join(DATABASE))?;
        let library = Library::open(folder)?;
        let bare = connect(copy)?;
        let watch = Connection::open(folder.join(DATABASE))?;
        watch.execute("ATTACH ?1 AS bare", [copy.join(DATABASE).to_string_lossy()])?;
        let tables = TABLES
            .into_iter()
            .map(|name| Table::read(&watch, name))
            .collect::<Result<_>>()?;
        Ok(Self {
            library,
            bare,
            watch,
            tables,
        })
    }

    /// Runs an operation on the one copy and its rows on the other; seconds of both.
    pub fn run<T, E>(
        &mut self,
        operation: impl FnOnce(&Library) -> Result<T, E>,
    ) -> Result<(f64, f64)>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let (sheaf, _) = time(|| Ok(operation(&self.library)?))?;
        let script = self.difference()?;
        ensure!(
            !script.0.is_empty(),
            "an operation that changes nothing is not worth measuring"
        );
        let (bare, ()) = time(|| script.run(&mut self.bare))?;
        Ok((sheaf, bare))
    }

    /// Fails unless both copies are the same by now.
    pub fn check(&self) -> Result<()> {
        let script = self.difference()?;
        ensure!(
            script.0.is_empty(),
            "the copies differ: {:?}",
            script.0.first()
        );
        Ok(())
    }

    /// What makes the bare copy like Sheaf's.
    fn difference(&self) -> Result<Script> {
        let mut script = Script::default();
        let mut deletes = Vec::new();
        let mut gone_groups = Vec::new();
        for table in &self.tables {
            let gone = table.gone(&self.watch)?;
            if table.name == "conversation_group" {
                gone_groups = gone.iter().filter_map(|key| key.first().cloned()).collect();
            }
            // These go with their group; nobody would delete them one by one.
            let gone = gone.into_iter().filter(|key| {
                table.name != "membership"
                    || key.first().is_none_or(|group| !gone_groups.contains(group))
            });
            deletes.push((table.delete(), gone.collect::<Vec<_>>()));
            for (sql, row) in table.changed(&self.watch)? {
                script.push(sql, row);
            }
        }
        for (sql, rows) in deletes.into_iter().rev() {
            for row in rows {
                script.push(sql.clone(), row);
            }
        }
        Ok(script)
    }
}

impl Script {
    fn push(&mut self, sql: String, row: Vec<Value>) {
        match self.0.last_mut() {
            Some((last, rows)) if *last == sql => rows.push(row),
            _ => self.0.push((sql, vec![row])),
        }
    }

    fn run(&self, connection: &mut Connection) -> Result<()> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (sql, rows) in &self.0 {
            let mut statement = transaction.prepare_cached(sql)?;
            for row in rows {
                statement.execute(params_from_iter(row))?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

impl Table {
    fn read(connection: &Connection, name: &'static str) -> Result<Self> {
        let mut statement = connection.prepare("SELECT name, pk FROM pragma_table_info(?1)")?;
        let mut rows = statement.query([name])?;
        let mut columns = Vec::new();
        let mut key = Vec::new();
        while let Some(row) = rows.next()? {
            if row.get::<_, i64>(1)? > 0 {
                key.push(columns.len());
            }
            columns.push(row.get(0)?);
        }
        Ok(Self { name, columns, key })
    }

    fn on_key(&self) -> String {
        let same = |column: &String| format!("a.{column} = b.{column}");
        let key = self
            .key
            .iter()
            .filter_map(|&at| self.columns.get(at))
            .map(same);
        key.collect::<Vec<_>>().join(" AND ")
    }

    fn delete(&self) -> String {
        format!("DELETE FROM {} WHERE {}", self.name, self.where_key(1))
    }

    fn where_key(&self, first: usize) -> String {
        let names = self.key.iter().filter_map(|&at| self.columns.get(at));
        let tests = names
            .enumerate()
            .map(|(at, name)| format!("{name} = ?{}", at + first));
        tests.collect::<Vec<_>>().join(" AND ")
    }

    /// Keys of rows that only the bare copy has.
    fn gone(&self, watch: &Connection) -> Result<Vec<Vec<Value>>> {
        let key = self.key.iter().filter_map(|&at| self.columns.get(at));
        let sql = format!(
            "SELECT {} FROM bare.{table} a WHERE NOT EXISTS (SELECT 1 FROM main.{table} b WHERE {})",
            key.cloned().collect::<Vec<_>>().join(", "),
            self.on_key(),
            table = self.name,
        );
        rows(watch, &sql, self.key.len())
    }

    /// Statements for rows that are new or different in Sheaf's copy; an update names only the
    /// columns that differ, as one written by hand would.
    fn changed(&self, watch: &Connection) -> Result<Vec<(String, Vec<Value>)>> {
        let differs = |column: &String| format!("a.{column} IS NOT b.{column}");
        let names = self.columns.join(", ");
        let first_key = self.key.first().and_then(|&at| self.columns.get(at));
        let sql = format!(
            "SELECT {}, {} FROM main.{table} a LEFT JOIN bare.{table} b ON {} WHERE b.{} IS NULL OR {}",
            self.columns
                .iter()
                .map(|name| format!("a.{name}"))
                .collect::<Vec<_>>()
                .join(", "),
            self.columns
                .iter()
                .map(|name| format!("b.{name}"))
                .collect::<Vec<_>>()
                .join(", "),
            self.on_key(),
            first_key.cloned().unwrap_or_default(),
            self.columns
                .iter()
                .map(differs)
                .collect::<Vec<_>>()
                .join(" OR "),
            table = self.name,
        );
        let width = self.columns.len();
        let both = rows(watch, &sql, width * 2)?;
        let mut changed = Vec::with_capacity(both.len());
        for mut new in both {
            let old = new.split_off(width);
            let known = self.key.iter().any(|&at| old.get(at) != Some(&Value::Null));
            if !known {
                let marks = vec!["?"; width].join(", ");
                changed.push((
                    format!("INSERT INTO {} ({names}) VALUES ({marks})", self.name),
                    new,
                ));
                continue;
            }
            let mut sets = Vec::new();
            let mut row = Vec::new();
            for ((name, value), before) in self.columns.iter().zip(&new).zip(&old) {
                if value != before {
                    row.push(value.clone());
                    sets.push(format!("{name} = ?{}", row.len()));
                }
            }
            let test = self.where_key(row.len() + 1);
            row.extend(self.key.iter().filter_map(|&at| new.get(at).cloned()));
            changed.push((
                format!("UPDATE {} SET {} WHERE {test}", self.name, sets.join(", ")),
                row,
            ));
        }
        Ok(changed)
    }
}

fn rows(connection: &Connection, sql: &str, width: usize) -> Result<Vec<Vec<Value>>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect())?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

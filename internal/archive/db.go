package archive

import (
	"context"
	"database/sql"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver
)

const (
	dbName   = "archive.db"
	walName  = "archive.db-wal"
	lockName = "lock"

	// pageSize is in bytes. Of a row above 4,061 bytes, as 3,000 letters of varied prose make
	// it, the head stays on a leaf with others and the body fills pages of its own; of a shorter
	// one, as repetitive texts make it, up to half a page stays empty.
	pageSize = 4096

	// patience is how long SQLite waits for a lock of its own. Writers stand in line before
	// the lock of the folder; what is left are moments (recovery, checkpoints).
	patience = 10 * time.Second
)

const schema = `
CREATE TABLE rows     (number INTEGER PRIMARY KEY, head BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE recents  (number INTEGER PRIMARY KEY, recent BLOB NOT NULL);
CREATE TABLE manifest (id     INTEGER PRIMARY KEY, manifest BLOB NOT NULL);
`

// mode says what a connection is for.
type mode string

const (
	forReading mode = "mode=ro"
	forWriting mode = "mode=rw"
	// unchanging is for media that cannot be written: SQLite then asks for no lock and
	// looks at no log. Whoever uses it has made sure that there is nothing in the log.
	unchanging mode = "mode=ro&immutable=1"
	creating   mode = "mode=rwc"
)

// pragmas are set on each connection.
//
// secure_delete: what is deleted is overwritten with zeros. fullfsync: where fsync does not
// reach the disk (macOS). wal_autocheckpoint: pages, 16 MB, so that an Add of a thousand
// submissions copies what it wrote once.
const pragmas = `
PRAGMA busy_timeout = 10000;
PRAGMA cell_size_check = ON;
PRAGMA trusted_schema = OFF;
PRAGMA synchronous = FULL;
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;
PRAGMA secure_delete = ON;
PRAGMA wal_autocheckpoint = 4096;
`

// database is one connection to an archive.db.
type database struct {
	db   *sql.DB
	conn *sql.Conn
}

// connect opens the database at the path name.
func connect(name string, m mode) (*database, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	abs = filepath.ToSlash(abs)
	if !strings.HasPrefix(abs, "/") { // C:/…
		abs = "/" + abs
	}
	uri := url.URL{Scheme: "file", OmitHost: true, Path: abs, RawQuery: string(m)}
	db, err := sql.Open("sqlite", uri.String())
	if err != nil {
		return nil, err
	}
	conn, err := db.Conn(context.Background())
	if err != nil {
		db.Close()
		return nil, err
	}
	d := &database{db, conn}
	if err := d.exec(pragmas); err != nil {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *database) exec(query string, args ...any) error {
	_, err := d.conn.ExecContext(context.Background(), query, args...)
	return err
}

func (d *database) close() error {
	err := d.conn.Close()
	return closeAll(err, d.db.Close)
}

// within runs do in a transaction that is committed when do returns nil.
func (d *database) within(do func() error) error {
	if err := d.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := do()
	if err == nil {
		err = d.exec("COMMIT")
	}
	if err != nil {
		_ = d.exec("ROLLBACK") // fails where the failure has rolled back already
	}
	return err
}

// blob returns the one blob that query selects; nil where there is no such row.
func (d *database) blob(query string, args ...any) ([]byte, error) {
	var b []byte
	err := d.conn.QueryRowContext(context.Background(), query, args...).Scan(&b)
	if err == sql.ErrNoRows {
		return nil, nil
	}
	return b, scanned(err)
}

// truncate copies the log into the database and empties it. It reports whether it could: it
// cannot while a reader holds an older moment.
func (d *database) truncate(wait time.Duration) (bool, error) {
	ms := max(1, wait.Milliseconds())
	if err := d.exec("PRAGMA busy_timeout = " + decimal(ms)); err != nil {
		return false, err
	}
	defer d.exec("PRAGMA busy_timeout = " + decimal(patience.Milliseconds()))
	var busy, log, copied int
	err := d.conn.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &copied)
	return busy == 0, scanned(err)
}

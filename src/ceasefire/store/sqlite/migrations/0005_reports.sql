-- Reports as they are listed, drawn and counted; the whole of each as JSON.
--
-- class    one kind with one set of acts; few, so that asking for kinds and acts becomes asking for classes
-- day      -2147483648 where the start is not known
-- cell     row * 16384 + column of the finest cell of the map; -1 without a place
-- tallies  how many reports there are by day and class, and by cell and kind: in all (block -1) and in blocks of
--          32 days; kept up in the transaction that changes the reports

CREATE TABLE classes (
  class INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  acts TEXT NOT NULL,
  UNIQUE (kind, acts)
) STRICT;

CREATE TABLE reports (
  key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  class INTEGER NOT NULL REFERENCES classes (class),
  day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  start_us INTEGER NOT NULL,
  end_us INTEGER NOT NULL,
  reported_us INTEGER,
  lon REAL,
  lat REAL,
  west REAL,
  south REAL,
  east REAL,
  north REAL,
  cell INTEGER NOT NULL,
  source TEXT NOT NULL,
  text TEXT NOT NULL,
  counts TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (kind, id)
) STRICT;

CREATE INDEX reports_by_day ON reports (day, start_us, key, cell, class);
CREATE INDEX reports_by_class ON reports (class, day, start_us, key, cell);
CREATE INDEX reports_of_days ON reports (last_day, day) WHERE last_day > day;
CREATE INDEX reports_without_place ON reports (day, last_day, class) WHERE cell = -1;

CREATE VIRTUAL TABLE boxes USING rtree (key, west, east, south, north, day, last_day);

CREATE TABLE day_tallies (
  day INTEGER NOT NULL,
  class INTEGER NOT NULL REFERENCES classes (class),
  n INTEGER NOT NULL,
  PRIMARY KEY (day, class)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell_tallies (
  level INTEGER NOT NULL,
  block INTEGER NOT NULL,
  cell INTEGER NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (level, block, cell, kind)
) STRICT, WITHOUT ROWID;

-- Which names are the person's own, where exports do not say.
ALTER TABLE person ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
-- How new the export is that gave the name.
ALTER TABLE person ADD COLUMN name_time INTEGER NOT NULL DEFAULT 0;

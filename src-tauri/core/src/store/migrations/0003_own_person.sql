-- Which names are the person's own, where exports do not say.
ALTER TABLE person ADD COLUMN own INTEGER NOT NULL DEFAULT 0;

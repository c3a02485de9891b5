-- An operation's own number gives the positions that it takes: nothing looks for a group's last one, and
-- every membership was written into this index for nothing.
DROP INDEX membership_by_position;

"""A small window of another program, whose whole face is files to be dragged away.

Prints "ready" once it can be dragged from, and how the drag ended: "dropped" or "refused".
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GLib, Gtk  # noqa: E402

TITLE, *FILES = sys.argv[1:]


def say(word):
    print(word, flush=True)


face = Gtk.EventBox()
face.add(Gtk.Label(label="\n".join(Path(file).name for file in FILES)))
face.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
face.drag_source_add_uri_targets()
face.connect(
    "drag-data-get",
    lambda _face, _context, data, _info, _time: data.set_uris([Path(file).as_uri() for file in FILES]),
)
face.connect("drag-failed", lambda *_: say("refused"))
face.connect("drag-end", lambda *_: say("ended"))

window = Gtk.Window(title=TITLE)
window.set_default_size(160, 90)
window.set_keep_above(True)
window.add(face)
window.connect("destroy", Gtk.main_quit)
window.connect("map-event", lambda *_: GLib.idle_add(say, "ready"))
window.show_all()
Gtk.main()

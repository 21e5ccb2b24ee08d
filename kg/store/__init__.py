"""Where graphs are kept and asked: loading, the engine, the guard before it, and the TriG that people read."""

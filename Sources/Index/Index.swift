// The module `Index`: a file that makes a space searchable by words and by meaning. See `Sources/README.md`.

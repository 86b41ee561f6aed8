/// `Core` holds what every module needs and does not depend on the network, AWS or Storyblok: `Failure`, `Environment`,
/// settings (each module declares its own keys and variables), `Secret`, `Log`, and the folders `System` (descriptors,
/// files, processes, threads, terminal; the only importer of libc), `Text`, `Time`, `JSON` and `Formats` (`.env`, INI).

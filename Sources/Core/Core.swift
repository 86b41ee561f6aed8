/// `Core` owns what every module needs and nothing of the network, AWS or Storyblok: the failure that every error
/// becomes, the world as a value (`Environment`), the mechanism of settings (each module declares its own keys and
/// variables), secrets that do not print themselves, and the folders `System` (descriptors, files, processes, threads,
/// terminal; the only importer of libc), `Text`, `Time`, `JSON` and `Formats` (`.env`, INI).

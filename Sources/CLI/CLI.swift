/// `CLI` holds the command line: the table of commands with its parser, help, man pages and completions, the terminal,
/// records and their output formats, and the one place that prints a failure and returns its exit status. The commands'
/// work is done by `Assistant`.

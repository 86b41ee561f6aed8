# Prints what fish would offer for a line: complete.fish SCRIPT LINE.
source $argv[1]
complete -C $argv[2]

# Prints what bash would offer for a line: complete.bash SCRIPT LINE. Readline gives COMP_WORDS[0], COMP_LINE and
# COMP_POINT; the script uses nothing else of it.
source "$1"
COMP_LINE=$2
COMP_POINT=${#2}
COMP_WORDS=(sva)
_sva
printf '%s\n' "${COMPREPLY[@]}"

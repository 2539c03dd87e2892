# The tests that are Python scripts, one line each: add_script_test(<name> <script> LABELS ...).


import subprocess
import sys

from flows.step import step


def test_a_step_outside_a_recorded_run_is_the_plain_function():
    def double(n: int) -> int:
        """Double it."""
        return 2 * n

    assert step(double)(3) == 6
    assert step(double).__doc__ == "Double it."


def test_an_unrecorded_step_does_not_import_prefect():
    code = "import sys; from flows.step import step; print(step(abs)(-1), 'prefect' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "1 False\n"

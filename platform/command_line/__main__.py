"""`python -m wethaq.platform.command_line`: the command where its script isn't installed."""

from wethaq.platform.command_line.entry import main

if __name__ == "__main__":
    main()

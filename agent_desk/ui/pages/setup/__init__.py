"""First run: enrolment and the first clerk; later the settings of the desk."""

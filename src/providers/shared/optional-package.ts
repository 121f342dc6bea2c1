/** Packages that are not installed with Parley, asked for by name when a setting needs them. */
import { AppError } from '#kernel';

/** @throws AppError `optional-dependency-missing` with the line that installs it */
export function requirePackage(name: string, setting: string): void {
  try {
    import.meta.resolve(name);
  } catch (cause) {
    throw new AppError({
      code: 'optional-dependency-missing',
      status: 500,
      message: `${setting} needs the package ${name}, which is not installed. Run \`npm install ${name}\`, or take the setting away.`,
      cause,
    });
  }
}

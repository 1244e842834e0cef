/* unforeseen.h: conditions that no processor foresees
 *
 * A branch on one is guessed wrongly every other time; told so, the compiler moves the value
 * without a branch.  One that cannot be told decides by itself.
 */
#pragma once

#ifdef __has_builtin
#if __has_builtin(__builtin_expect_with_probability)
#define ENISIM_UNFORESEEN(condition) __builtin_expect_with_probability (condition, 1, 0.5)
#endif
#endif

#ifndef ENISIM_UNFORESEEN
#define ENISIM_UNFORESEEN(condition) (condition)
#endif
